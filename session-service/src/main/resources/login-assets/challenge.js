// The calls of the page: to create, watch, cancel and complete a challenge. Each is proved with the browser's key
// (DPoP); the browser adds its cookie.

import { setServerTime } from './clock.js';
import { proof } from './proof.js';
import { abortSignal } from './shared/abort.js';
import { fetchOrProblem } from './shared/problem.js';
import { receiveFrames } from './socket-frames.js';

const TIMEOUT_MS = 10_000;

const socketTokens = new Map();

/**
 * Asks for a challenge. `hints` are the page's hints about the browser and the person: `route`, `shared` and
 * `more_time`; the time zone is added. The frame in the answer is the first of those that the socket carries.
 */
export async function create(ticket, hints) {
  const headers = { Authorization: `Bearer ${ticket}` };
  const body = { time_zone: timeZone(), ...hints };
  const created = await timed(() => call('POST', '/challenges', { headers, body }));
  socketTokens.set(created.challenge_id, created.socket_token);
  if (created.first_frame) receiveFrames(created.challenge_id, [created.first_frame]);
  return created;
}

/** The token that opens the first WebSocket of a challenge; undefined when it was taken, and after a reload. */
export function takeSocketToken(id) {
  const token = socketTokens.get(id);
  socketTokens.delete(id);
  return token;
}

export async function frames(id) {
  return timed(() => call('GET', `/challenges/${id}/frames`));
}

export async function cancel(id) {
  await call('DELETE', `/challenges/${id}`);
}

/** More time to type the confirmation code: `expires_at` says until when, `extendable` whether there can be more. */
export async function moreTime(id) {
  return timed(() => call('POST', `/login/${id}/more-time`));
}

/** Completes an approved login; `confirmation` is `{ code }`, `{ return_nonce }` or nothing. */
export async function complete(id, confirmation) {
  return (await call('POST', `/login/${id}/complete`, { body: confirmation })).json();
}

/** The address to continue at if this browser's session answers the request; rejected if the phone has to. */
export async function continueSession(ticket) {
  const headers = { Authorization: `Bearer ${ticket}` };
  return (await (await call('POST', '/login/single-sign-on', { headers })).json()).redirect_to;
}

export function eventsUrl(id) {
  return new URL(`/login/${id}/events`, location.href);
}

/** The challenge's state: as server-sent events or as one JSON document. */
export function events(id, accept, signal) {
  return call('GET', eventsUrl(id).pathname, { headers: { Accept: accept }, signal });
}

/** The IANA name of the time zone; undefined where the browser gives an offset or nothing. */
function timeZone() {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return /^[A-Za-z][\w+-]+(\/[\w+-]+)*$/.test(name) ? name : undefined;
}

/** The answer of a call that says the server's time, by which the page's clock is set. */
async function timed(send) {
  const sent = performance.now();
  const answer = await send();
  const received = performance.now();
  const body = await answer.json();
  setServerTime(body.server_time, { sent, received });
  return body;
}

async function call(method, path, { headers = {}, body, signal = abortSignal(TIMEOUT_MS) } = {}) {
  const url = new URL(path, location.href);
  return fetchOrProblem(url, {
    method,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }), DPoP: await proof(method, url) },
    body: body && JSON.stringify(body),
    credentials: 'same-origin',
    redirect: 'error',
    signal,
  });
}
