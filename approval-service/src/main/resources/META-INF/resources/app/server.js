// The phone's side of the wire protocol: signed messages out, replies or problems back.

import { encode } from './base64url.js';
import { publicJwk } from './key.js';

const issuer = location.origin;
const PATIENCE_MS = 15_000;

/** Something that Doorway said no to; its name is the last part of the problem's type, or "offline". */
export class Problem extends Error {
  constructor(name, nonce) {
    super(name);
    this.name = name;
    this.nonce = nonce;
  }
}

export async function enrol(pair, code, name) {
  const header = { alg: 'ES256', typ: 'doorway-enrol+jwt', jwk: await publicJwk(pair) };
  return post('/devices', await sign(header, pair.privateKey, { enrolment_code: code, name }));
}

export const scan = async (me, frame) =>
  post('/approvals/scan', await message(me, 'doorway-scan+jwt', { frame, time_zone: timeZone() }));

/** Where this phone's clock is set for; left out, as JSON leaves out what is undefined, where the browser does not say. */
const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const approve = async (me, login, evidence) =>
  post(`/approvals/${login.challenge_id}/approve`,
    await message(me, 'doorway-approval+jwt', { ...evidence, transcript: login.transcript }));

export const reject = async (me, login, reason) =>
  post(`/approvals/${login.challenge_id}/reject`,
    await message(me, 'doorway-rejection+jwt', { transcript: login.transcript, reason }));

export const devices = async me => (await withNonce(me, 'GET', '/devices')).devices;

export const revoke = (me, credentialId) => withNonce(me, 'DELETE', `/devices/${credentialId}`);

export const recognise = (me, credentialId) => withNonce(me, 'POST', `/devices/${credentialId}/recognise`);

export const browsers = async me => (await withNonce(me, 'GET', '/browsers')).browsers;

export const forgetBrowser = (me, browserId) => withNonce(me, 'DELETE', `/browsers/${browserId}`);

/** A part of what happened, newest first; the next part comes `before` what this one calls next. */
export const activity = (me, limit, before) =>
  withNonce(me, 'GET', `/activity?${new URLSearchParams({ limit, ...(before && { before }) })}`);

export const disown = (me, challengeId) => withNonce(me, 'POST', `/activity/${challengeId}/disown`);

export const passkeys = async me => (await withNonce(me, 'GET', '/passkeys')).passkeys;

export const removePasskey = (me, id) => withNonce(me, 'DELETE', `/passkeys/${id}`);

/** As everywhere, the server answers the first call with a nonce; the passkey is made for that, and the second call holds both. */
export async function addPasskey(me, make) {
  const call = async claims => post('/passkeys', await message(me, 'doorway-passkey+jwt', claims));
  try {
    return await call({});
  } catch (problem) {
    if (problem.name !== 'use-nonce') throw problem;
    return call({ nonce: problem.nonce, attestation: await make(problem.nonce) });
  }
}

/** The server gives a nonce to whoever asks without one; the second message holds it. */
async function withNonce(me, method, path) {
  const call = async claims => {
    const jws = await message(me, 'doorway-device+jwt', claims);
    return method === 'POST' ? post(path, jws) : send(path, { method, headers: { authorization: `Doorway ${jws}` } });
  };
  try {
    return await call({});
  } catch (problem) {
    if (problem.name !== 'use-nonce') throw problem;
    return call({ nonce: problem.nonce });
  }
}

const message = (me, typ, claims) =>
  sign({ alg: 'ES256', typ, kid: me.credentialId }, me.privateKey, claims);

async function sign(header, privateKey, claims) {
  const payload = {
    aud: issuer,
    iat: Math.floor(Date.now() / 1000),
    jti: encode(crypto.getRandomValues(new Uint8Array(16))),
    ...claims,
  };
  const signed = `${part(header)}.${part(payload)}`;
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(signed));
  return `${signed}.${encode(signature)}`;
}

const part = object => encode(new TextEncoder().encode(JSON.stringify(object)));

const post = (path, jws) =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/jose' }, body: jws });

async function send(path, request) {
  let response;
  try {
    response = await fetch(path, {
      ...request, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Problem('offline');
  }
  if (response.ok) return response.status === 204 ? undefined : response.json();
  const { type } = await response.json().catch(() => ({}));
  throw new Problem(type?.split(':').pop() ?? 'unavailable', response.headers.get('doorway-nonce'));
}
