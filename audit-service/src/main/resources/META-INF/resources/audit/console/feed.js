// The live feed: server-sent events read with fetch, because EventSource cannot carry a token in a header.

const RECENT = 600;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** The token was refused; asking again will not help. */
export class Refused extends Error {}

/**
 * Yields {state} when the connection changes and {record} for each event, for ever, resuming where it was after each break.
 * Throws Refused when the token is not, or no longer, good.
 */
export async function* follow(token, signal) {
  let lastId = null;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const answer = await ask(token, lastId, signal);
      yield { state: 'live' };
      for await (const event of events(answer.body)) {
        lastId = event.id;
        pause = FIRST_PAUSE_MS;
        yield { record: JSON.parse(event.data) };
      }
    } catch (problem) {
      if (problem instanceof Refused || signal.aborted) {
        throw problem;
      }
    }
    yield { state: 'waiting' };
    await new Promise((resume) => setTimeout(resume, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function ask(token, lastId, signal) {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
  if (lastId !== null) {
    headers['Last-Event-ID'] = lastId;
  }
  const answer = await fetch(`/audit/stream?recent=${RECENT}`, { headers, signal, cache: 'no-store' });
  if (answer.status === 401 || answer.status === 403) {
    throw new Refused(answer.status === 401
      ? 'This token is not valid, or no longer.'
      : 'This token does not have the role security.');
  }
  if (!answer.ok) {
    throw new Error(`status ${answer.status}`);
  }
  return answer;
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event.data) {
        yield event;
      }
    }
  }
}

function parse(block) {
  const event = { id: null, data: '' };
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (line.startsWith('id:')) {
      event.id = value;
    } else if (line.startsWith('data:')) {
      event.data += value;
    }
  }
  return event;
}
