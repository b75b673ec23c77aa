// What a page may ask about a challenge. Every call proves the browser's key; the cookie goes along by itself.

import { proof } from './proof.js';

// An answer that is not a success, with the problem's name and words (RFC 9457).
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `the answer was ${status}`);
    this.status = status;
  }
}

export async function create(ticket) {
  return (await call('POST', '/challenges', { Authorization: `Bearer ${ticket}` })).json();
}

export async function frames(id) {
  return (await call('GET', `/challenges/${id}/frames`)).json();
}

export async function cancel(id) {
  await call('DELETE', `/challenges/${id}`);
}

export async function complete(id) {
  return (await call('POST', `/login/${id}/complete`)).json();
}

export function eventsAddress(id) {
  return new URL(`/login/${id}/events`, location.href);
}

// The state as it comes: server-sent events or one JSON document.
export function events(id, accept, signal) {
  return call('GET', eventsAddress(id).pathname, { Accept: accept }, signal);
}

async function call(method, path, headers = {}, signal = AbortSignal.timeout(10_000)) {
  const url = new URL(path, location.href);
  const answer = await fetch(url, {
    method,
    headers: { ...headers, DPoP: await proof(method, url) },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal,
  });
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({})));
}
