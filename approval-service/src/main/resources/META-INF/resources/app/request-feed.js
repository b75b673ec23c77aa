// The requests that wait for the account and began without a browser: over a WebSocket while the app is open, and by
// asking where sockets are blocked (docs/phone-api.md, Requests).

import { listRequests, requestsHello } from './api.js';
import { backoffWithJitter, sleep } from './shared/backoff.js';

const RETRY = { first: 2000, longest: 60_000 };
const FIRST_MESSAGE_MS = 15_000;
/** The server says something every 25 seconds. */
const SILENCE_MS = 60_000;

/**
 * Calls `show` with each list, as long as `isShown`. A phone that may no longer ask does not ask again. Where sockets
 * are blocked, the pause grows to a minute: otherwise all such phones together would use up what may be asked.
 */
export async function followRequests(identity, show, isShown) {
  let failures = 0;
  while (isShown()) {
    let heard = false;
    const display = requests => {
      if (isShown()) show(requests);
    };
    const hear = requests => {
      heard = true;
      failures = 0;
      display(requests);
    };
    try {
      await overSocket(identity, hear, isShown);
      if (!heard && isShown()) display(await listRequests(identity));
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) return;
    }
    failures += 1;
    await sleep(Math.max(RETRY.first, backoffWithJitter(failures, RETRY)));
  }
}

/** Ends when the socket does. */
async function overSocket(identity, hear, isShown) {
  const url = new URL('/approvals/requests/events', location.origin);
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  let silence;
  try {
    await new Promise((resolve, reject) => {
      const restart = milliseconds => {
        clearTimeout(silence);
        silence = setTimeout(resolve, milliseconds);
      };
      restart(FIRST_MESSAGE_MS);
      socket.onclose = resolve;
      socket.onmessage = ({ data }) => {
        if (!isShown()) return resolve();
        restart(SILENCE_MS);
        const received = JSON.parse(data);
        if (received.type === 'requests') hear(received.requests);
        if (received.type === 'nonce') requestsHello(identity, received.nonce).then(jws => socket.send(jws), reject);
        return undefined;
      };
    });
  } finally {
    clearTimeout(silence);
    socket.onmessage = null;
    socket.close();
  }
}
