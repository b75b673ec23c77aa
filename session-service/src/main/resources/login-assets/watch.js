// Watches a challenge: over a WebSocket where that works, else by server-sent events, else by asking every two seconds.
// What breaks is tried again. A state that is older than one heard before is dropped.

import { events, eventsUrl, takeSocketToken } from './challenge.js';
import { setServerTime } from './clock.js';
import { proof } from './proof.js';
import { abortSignal } from './shared/abort.js';
import { backoffWithJitter, sleep } from './shared/backoff.js';
import { readEvents } from './shared/event-stream.js';
import { receiveFrames } from './socket-frames.js';

const TERMINAL = ['consumed', 'rejected', 'cancelled', 'expired'];
const UNKNOWN_CHALLENGE = 4404;
// An approval waits ten seconds for this page: two ways that stay silent may not take as long.
const FIRST_MESSAGE_MS = 3000;
const ANSWER_MS = 5000;
const SILENCE_MS = 20_000;
const POLL_MS = 2000;
const RETRY = { first: 200, longest: 5000 };

class UnknownChallenge extends Error {}

/**
 * Calls `onState` for each newer state, `onUnknown` once if the server does not know the challenge, `onConnected` when
 * the server is heard, at first or again, and `onDisconnected` when every way has failed or the browser is offline.
 * Returns a function that ends the watch.
 */
export function watch(id, listeners) {
  const over = new AbortController();
  follow(id, over, listeners);
  return () => over.abort();
}

async function follow(id, over, { onState, onUnknown, onDisconnected, onConnected }) {
  const ways = [overWebSocket, overEventStream, overPolling];
  let version = 0;
  let failures = 0;
  let connected = false;
  let way;
  const disconnect = () => {
    connected = false;
    onDisconnected();
  };
  // A connection does not break where the network does, and a new network needs a new one.
  addEventListener('offline', disconnect, { signal: over.signal });
  addEventListener('online', () => way.abort(), { signal: over.signal });
  while (!over.signal.aborted) {
    let heard = false;
    way = new AbortController();
    const hear = message => {
      if (over.signal.aborted) return;
      if (!connected) {
        connected = true;
        onConnected();
      }
      if (message.type === 'frames') receiveFrames(id, message.frames);
      if (message.type !== 'state') return;
      heard = true;
      failures = 0;
      setServerTime(message.server_time);
      if (message.version > version) {
        version = message.version;
        onState(message);
      }
      if (TERMINAL.includes(message.state)) over.abort();
    };
    try {
      await ways[0](id, hear, abortSignal(Infinity, over.signal, way.signal));
    } catch (error) {
      if (over.signal.aborted) return;
      if (error instanceof UnknownChallenge) return onUnknown();
    }
    if (over.signal.aborted) return;
    // A way over which nothing was heard may be blocked here: the next one is tried, in turn.
    if (!heard) ways.push(ways.shift());
    failures += 1;
    if (failures > ways.length) disconnect();
    await sleep(backoffWithJitter(failures, RETRY));
  }
}

async function overWebSocket(id, hear, signal) {
  const url = eventsUrl(id);
  const token = takeSocketToken(id);
  const hello = JSON.stringify({ type: 'hello', ...(token ? { token } : { proof: await proof('GET', url) }) });
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  let end;
  let silence;
  try {
    await new Promise((resolve, reject) => {
      // A proxy that answers nothing does not answer the closing handshake either: nothing waits for that.
      end = resolve;
      signal.addEventListener('abort', end);
      silence = setTimeout(end, FIRST_MESSAGE_MS);
      socket.onopen = () => socket.send(hello);
      socket.onmessage = event => {
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE_MS);
        hear(JSON.parse(event.data));
      };
      socket.onclose = event => (event.code === UNKNOWN_CHALLENGE ? reject(new UnknownChallenge()) : resolve());
    });
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', end);
    socket.onmessage = null;
    socket.close();
  }
}

async function overEventStream(id, hear, signal) {
  const timeout = new AbortController();
  let silence = setTimeout(() => timeout.abort(), FIRST_MESSAGE_MS);
  const onChunk = () => {
    clearTimeout(silence);
    silence = setTimeout(() => timeout.abort(), SILENCE_MS);
  };
  try {
    const answer = await known(events(id, 'text/event-stream', abortSignal(Infinity, signal, timeout.signal)));
    for await (const event of readEvents(answer.body, onChunk)) hear(JSON.parse(event.data));
  } finally {
    clearTimeout(silence);
  }
}

async function overPolling(id, hear, signal) {
  while (!signal.aborted) {
    const answer = await known(events(id, 'application/json', abortSignal(ANSWER_MS, signal)));
    hear(await answer.json());
    await sleep(POLL_MS);
  }
}

async function known(answer) {
  try {
    return await answer;
  } catch (problem) {
    throw problem.status === 404 ? new UnknownChallenge() : problem;
  }
}
