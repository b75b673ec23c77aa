// Waits for what becomes of a challenge. A WebSocket where it works, else server-sent events, else asking every two seconds;
// whatever breaks is tried again, and a state that is older than one already heard is dropped.

import { Refused, events, eventsAddress } from './challenge.js';
import { proof } from './proof.js';

const TERMINAL = ['consumed', 'rejected', 'cancelled', 'expired'];
const UNKNOWN = 4404;
const FIRST_WORD_MS = 5000;
const SILENCE_MS = 30_000;
const POLL_MS = 2000;
const LONGEST_PAUSE_MS = 5000;

class Lost extends Error {}

// Calls `onState` for each newer state, `onLost` once if the challenge is no more, `onTrouble` when nothing can be heard.
// Returns a function that ends the watch.
export function watch(id, { onState, onLost, onTrouble }) {
  const over = new AbortController();
  follow(id, over, { onState, onLost, onTrouble });
  return () => over.abort();
}

async function follow(id, over, { onState, onLost, onTrouble }) {
  const ways = [overSocket, overEventStream, overPolling];
  let version = 0;
  let failures = 0;
  while (!over.signal.aborted) {
    let heard = false;
    const hear = message => {
      if (over.signal.aborted || message.type !== 'state') return;
      heard = true;
      failures = 0;
      if (message.version > version) {
        version = message.version;
        onState(message);
      }
      if (TERMINAL.includes(message.state)) over.abort();
    };
    try {
      await ways[0](id, hear, over.signal);
    } catch (trouble) {
      if (over.signal.aborted) return;
      if (trouble instanceof Lost) return onLost();
    }
    if (over.signal.aborted) return;
    // A way that never said a word is perhaps blocked here: the next one has its turn, in a circle.
    if (!heard) ways.push(ways.shift());
    failures += 1;
    if (failures > ways.length) onTrouble();
    await pause(Math.random() * Math.min(200 * 2 ** (failures - 1), LONGEST_PAUSE_MS));
  }
}

async function overSocket(id, hear, signal) {
  const url = eventsAddress(id);
  const hello = JSON.stringify({ type: 'hello', proof: await proof('GET', url) });
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  const close = () => socket.close();
  signal.addEventListener('abort', close);
  let silence = setTimeout(close, FIRST_WORD_MS);
  try {
    await new Promise((resolve, reject) => {
      socket.onopen = () => socket.send(hello);
      socket.onmessage = event => {
        clearTimeout(silence);
        silence = setTimeout(close, SILENCE_MS);
        hear(JSON.parse(event.data));
      };
      socket.onclose = event => (event.code === UNKNOWN ? reject(new Lost()) : resolve());
    });
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', close);
    close();
  }
}

async function overEventStream(id, hear, signal) {
  const ours = new AbortController();
  let silence = setTimeout(() => ours.abort(), FIRST_WORD_MS);
  try {
    const answer = await found(events(id, 'text/event-stream', AbortSignal.any([signal, ours.signal])));
    let text = '';
    for await (const chunk of chunks(answer.body.pipeThrough(new TextDecoderStream()))) {
      clearTimeout(silence);
      silence = setTimeout(() => ours.abort(), SILENCE_MS);
      const blocks = (text + chunk).split(/\r?\n\r?\n/);
      text = blocks.pop();
      for (const block of blocks) {
        const data = block.split(/\r?\n/).filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n');
        if (data) hear(JSON.parse(data));
      }
    }
  } finally {
    clearTimeout(silence);
  }
}

// Reading a stream in a for loop, which not every browser's streams can do by themselves.
async function* chunks(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function overPolling(id, hear, signal) {
  while (!signal.aborted) {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]);
    const answer = await found(events(id, 'application/json', limited));
    hear(await answer.json());
    await pause(POLL_MS);
  }
}

async function found(answer) {
  try {
    return await answer;
  } catch (trouble) {
    throw trouble instanceof Refused && trouble.status === 404 ? new Lost() : trouble;
  }
}

function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
