// The live feed of events, which resumes after each break where it was.

import { abortSignal } from './shared/abort.js';
import { backoff, sleep } from './shared/backoff.js';
import { readEvents } from './shared/event-stream.js';
import { fetchOrProblem } from './shared/problem.js';

const RECENT = 600;
const RETRY = { first: 500, longest: 10_000 };
/** A stream is broken if it is silent for so long: the server sends a comment about every 15 seconds. */
const SILENCE_MS = 45_000;

/**
 * Yields `{ state }` when the connection changes and `{ record }` for each event until it is aborted. Throws the
 * Problem if the token is not valid or lacks the role, because asking again does not help.
 */
export async function* follow(token, signal) {
  let lastId;
  let failures = 0;
  while (!signal.aborted) {
    const connection = new AbortController();
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => connection.abort(), SILENCE_MS);
    };
    heard();
    try {
      const response = await openStream(token, lastId, abortSignal(Infinity, signal, connection.signal));
      yield { state: 'live' };
      for await (const event of readEvents(response.body, heard)) {
        lastId = event.id;
        failures = 0;
        yield { record: JSON.parse(event.data) };
      }
    } catch (problem) {
      if (signal.aborted || [401, 403].includes(problem.status)) throw problem;
    } finally {
      clearTimeout(silence);
    }
    yield { state: 'waiting' };
    failures += 1;
    await sleep(backoff(failures, RETRY));
  }
}

function openStream(token, lastId, signal) {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
  if (lastId !== undefined) headers['Last-Event-ID'] = lastId;
  return fetchOrProblem(`/audit/stream?recent=${RECENT}`, { headers, signal });
}
