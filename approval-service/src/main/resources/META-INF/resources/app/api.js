// The phone API (docs/phone-api.md): signed messages to the server, and its answers. What it refuses is thrown as a
// Problem.

import { newTokenId, signCompact } from './shared/jws.js';
import { publicJwk } from './shared/keys.js';
import { fetchOrProblem } from './shared/problem.js';

const TIMEOUT_MS = 15_000;

export async function enrol(pair, code, name) {
  const header = { typ: 'doorway-enrol+jwt', jwk: await publicJwk(pair) };
  return post('/devices', await sign(header, pair.privateKey, { enrolment_code: code, name }));
}

export async function scan(identity, frame) {
  // JSON leaves the time zone out where the browser does not have one.
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return post('/approvals/scan', await phoneMessage(identity, 'doorway-scan+jwt', { frame, time_zone: timeZone }));
}

export async function approve(identity, login, evidence) {
  const claims = { ...evidence, transcript: login.transcript };
  return post(`/approvals/${login.challenge_id}/approve`, await phoneMessage(identity, 'doorway-approval+jwt', claims));
}

export async function reject(identity, login, reason) {
  const claims = { transcript: login.transcript, reason };
  return post(`/approvals/${login.challenge_id}/reject`, await phoneMessage(identity, 'doorway-rejection+jwt', claims));
}

export async function listDevices(identity) {
  return (await call(identity, 'GET', '/devices')).devices;
}

/** Removes a device. An older one is removed later, at the `effective_at` of the answer. */
export function removeDevice(identity, credentialId) {
  return call(identity, 'DELETE', `/devices/${credentialId}`);
}

/** Cancels the removal of a device that another device asked for. */
export function cancelRemoval(identity, credentialId) {
  return call(identity, 'DELETE', `/devices/${credentialId}/removal`);
}

/** Removes a new passkey of another device. */
export function removePasskeyOf(identity, credentialId, id) {
  return call(identity, 'DELETE', `/devices/${credentialId}/passkeys/${id}`);
}

/** Says that a device that was added lately is the person's own. */
export function recogniseDevice(identity, credentialId) {
  return call(identity, 'POST', `/devices/${credentialId}/recognise`);
}

export async function listBrowsers(identity) {
  return (await call(identity, 'GET', '/browsers')).browsers;
}

export function forgetBrowser(identity, browserId) {
  return call(identity, 'DELETE', `/browsers/${browserId}`);
}

/** One page of the account's activity, newest first; its `next` is the `before` of the next page. */
export function listActivity(identity, limit, before) {
  return call(identity, 'GET', `/activity?${new URLSearchParams({ limit, ...(before && { before }) })}`);
}

/** Ends a login that was not the person's. */
export function disownLogin(identity, challengeId) {
  return call(identity, 'POST', `/activity/${challengeId}/disown`);
}

export async function listPasskeys(identity) {
  return (await call(identity, 'GET', '/passkeys')).passkeys;
}

export function removePasskey(identity, id) {
  return call(identity, 'DELETE', `/passkeys/${id}`);
}

/** Adds the passkey that `make` returns for the server's nonce. */
export function addPasskey(identity, make) {
  return withNonce(async nonce => {
    const claims = nonce && { nonce, attestation: await make(nonce) };
    return post('/passkeys', await phoneMessage(identity, 'doorway-passkey+jwt', claims));
  });
}

function call(identity, method, path) {
  return withNonce(async nonce => {
    const jws = await phoneMessage(identity, 'doorway-device+jwt', nonce && { nonce });
    return method === 'POST' ? post(path, jws) : send(path, { method, headers: { authorization: `Doorway ${jws}` } });
  });
}

/** The server answers the first call with a nonce; the second call holds it. */
async function withNonce(attempt) {
  try {
    return await attempt();
  } catch (problem) {
    if (problem.name !== 'use-nonce') throw problem;
    return attempt(problem.nonce);
  }
}

function phoneMessage({ privateKey, credentialId }, typ, claims) {
  return sign({ typ, kid: credentialId }, privateKey, claims);
}

function sign(header, privateKey, claims) {
  const payload = { aud: location.origin, iat: Math.floor(Date.now() / 1000), jti: newTokenId(), ...claims };
  return signCompact(header, payload, privateKey);
}

function post(path, jws) {
  return send(path, { method: 'POST', headers: { 'content-type': 'application/jose' }, body: jws });
}

async function send(path, request) {
  const response = await fetchOrProblem(path, {
    ...request, credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT_MS) });
  return response.status === 204 ? undefined : response.json();
}
