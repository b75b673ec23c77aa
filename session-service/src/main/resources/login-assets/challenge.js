// What a page may ask about a challenge. Every call proves the browser's key; the cookie goes along by itself.

import { proof } from './proof.js';

// An answer that is not a success, with the problem's name and words (RFC 9457).
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `the answer was ${status}`);
    this.status = status;
    this.name = problem.type?.replace('urn:doorway:problem:', '');
    this.triesLeft = problem.tries_left;
  }
}

// Asks for a challenge; `says` is what the page tells of itself: `route`, `shared`. The time zone is told with it.
export async function create(ticket, says) {
  const body = { time_zone: timeZone(), ...says };
  return (await call('POST', '/challenges', { headers: { Authorization: `Bearer ${ticket}` }, body })).json();
}

export async function frames(id) {
  return (await call('GET', `/challenges/${id}/frames`)).json();
}

export async function cancel(id) {
  await call('DELETE', `/challenges/${id}`);
}

// Takes an approval; `presented` is `{ code }`, `{ return_nonce }` or nothing.
export async function complete(id, presented) {
  return (await call('POST', `/login/${id}/complete`, { body: presented })).json();
}

export function eventsAddress(id) {
  return new URL(`/login/${id}/events`, location.href);
}

// The state as it comes: server-sent events or one JSON document.
export function events(id, accept, signal) {
  return call('GET', eventsAddress(id).pathname, { headers: { Accept: accept }, signal });
}

// Its IANA name, where the browser has one; some say an offset instead.
function timeZone() {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return /^[A-Za-z][\w+-]+(\/[\w+-]+)*$/.test(name) ? name : undefined;
}

async function call(method, path, { headers = {}, body, signal = AbortSignal.timeout(10_000) } = {}) {
  const url = new URL(path, location.href);
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }), DPoP: await proof(method, url) },
    body: body && JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal,
  });
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({})));
}
