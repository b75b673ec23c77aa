// The phone API (docs/phone-api.md): signed messages to the server, and its answers. What it refuses is thrown as a
// Problem.

import { abortSignal } from './shared/abort.js';
import { newTokenId, signCompact } from './shared/jws.js';
import { publicJwk } from './shared/keys.js';
import { fetchOrProblem } from './shared/problem.js';

const TIMEOUT_MS = 15_000;

/** Whom an enrolment code invites. It stays valid. */
export async function previewInvitation(pair, code) {
  const header = { typ: 'doorway-preview+jwt', jwk: await publicJwk(pair) };
  return post('/devices/preview', await sign(header, pair.privateKey, { enrolment_code: code }));
}

/** Enrols the key; `answer` is undefined if the invitation has none. */
export async function enrol(pair, code, name, answer) {
  const header = { typ: 'doorway-enrol+jwt', jwk: await publicJwk(pair) };
  return post('/devices', await sign(header, pair.privateKey, { enrolment_code: code, name, answer }));
}

/** Whose account the code of an enrolled phone would add this phone to. It stays valid. */
export async function previewAddition(pair, code) {
  return ofNewPhone(pair, 'preview', { enrolment_code: code });
}

/** Claims the code for this key, which the enrolled phone then approves. */
export async function claimAddition(pair, code, name) {
  return ofNewPhone(pair, 'claim', { enrolment_code: code, name });
}

/** `{ credential_id, account }` once the enrolled phone has approved this key; without these members before. */
export async function additionResult(pair) {
  return ofNewPhone(pair, 'result', {});
}

async function ofNewPhone(pair, step, claims) {
  const header = { typ: `doorway-addition-${step}+jwt`, jwk: await publicJwk(pair) };
  return post(`/devices/additions/${step}`, await sign(header, pair.privateKey, claims));
}

/** Starts adding another phone: `{ id, link, created_at, expires_at }`. An earlier code of this phone is void. */
export function startAddition(identity) {
  return call(identity, 'POST', '/devices/additions');
}

/** With the `transcript` to show and sign once another phone has claimed the code. */
export function readAddition(identity, id) {
  return call(identity, 'GET', `/devices/additions/${id}`);
}

export async function approveAddition(identity, id, transcript) {
  return post(`/devices/additions/${id}/approve`, await phoneMessage(identity, 'doorway-addition+jwt', { transcript }));
}

export function cancelAddition(identity, id) {
  return call(identity, 'DELETE', `/devices/additions/${id}`);
}

/** The requests that wait for the account and began without a browser. */
export async function listRequests(identity) {
  return (await call(identity, 'GET', '/approvals/requests')).requests;
}

/** The first message of the socket over which requests arrive: proves this phone for the server's nonce. */
export function requestsHello(identity, nonce) {
  return phoneMessage(identity, 'doorway-device+jwt', { nonce });
}

/**
 * Submits a frame, a code or a request's id; `source` says how this app obtained it: `camera`, `link`, `code` of a
 * login page, or `list` of requests.
 */
export async function scan(identity, frame, source) {
  // JSON leaves the time zone out where the browser does not have one.
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const claims = { frame, frame_source: source, time_zone: timeZone };
  return post('/approvals/scan', await phoneMessage(identity, 'doorway-scan+jwt', claims));
}

export async function approve(identity, login, evidence) {
  const claims = { ...evidence, transcript: login.transcript };
  return post(`/approvals/${login.challenge_id}/approve`, await phoneMessage(identity, 'doorway-approval+jwt', claims));
}

export async function reject(identity, login, reason) {
  const claims = { transcript: login.transcript, reason };
  return post(`/approvals/${login.challenge_id}/reject`, await phoneMessage(identity, 'doorway-rejection+jwt', claims));
}

/** The state of a login, at the latest after ten seconds; earlier if it is later than the known version. */
export async function readOutcome(identity, login, version) {
  const claims = { challenge_id: login.challenge_id, ...(version && { version: String(version) }) };
  return post(`/approvals/${login.challenge_id}/outcome`, await phoneMessage(identity, 'doorway-outcome+jwt', claims));
}

export async function listDevices(identity) {
  return (await call(identity, 'GET', '/devices')).devices;
}

/**
 * Removes a device. An older one is removed later, at the `effective_at` of the answer, unless `confirm` returns an
 * assertion of a passkey for the server's nonce.
 */
export function removeDevice(identity, credentialId, confirm) {
  return call(identity, 'DELETE', `/devices/${credentialId}`, confirm);
}

/** Cancels the removal of a device that another device asked for. */
export function cancelRemoval(identity, credentialId) {
  return call(identity, 'DELETE', `/devices/${credentialId}/removal`);
}

/** Removes a new passkey of another device. */
export function removePasskeyOf(identity, credentialId, id) {
  return call(identity, 'DELETE', `/devices/${credentialId}/passkeys/${id}`);
}

/** Gives a device of the account another name. */
export function renameDevice(identity, credentialId, name) {
  return withNonce(async nonce => post(`/devices/${credentialId}/name`,
    await phoneMessage(identity, 'doorway-renaming+jwt', { name, ...nonce && { nonce } })));
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

/** The browsers that log the person in at websites without this phone. */
export async function listSessions(identity) {
  return (await call(identity, 'GET', '/browsers/sessions')).sessions;
}

export function endSession(identity, id) {
  return call(identity, 'DELETE', `/browsers/sessions/${id}`);
}

export function endAllSessions(identity) {
  return call(identity, 'DELETE', '/browsers/sessions');
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

/**
 * Adds the passkey that `make` returns for the server's nonce. It counts sooner if `confirm` returns an assertion of
 * another passkey for the nonce and this one.
 */
export function addPasskey(identity, make, confirm = () => undefined) {
  return withNonce(async nonce => {
    const attestation = nonce && await make(nonce);
    const claims = nonce && { nonce, attestation, passkey: await confirm(nonce, attestation) };
    return post('/passkeys', await phoneMessage(identity, 'doorway-passkey+jwt', claims));
  });
}

function call(identity, method, path, confirm = () => undefined) {
  return withNonce(async nonce => {
    const claims = nonce && { nonce, passkey: await confirm(nonce) };
    const jws = await phoneMessage(identity, 'doorway-device+jwt', claims);
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
    ...request, credentials: 'omit', signal: abortSignal(TIMEOUT_MS) });
  return response.status === 204 ? undefined : response.json();
}
