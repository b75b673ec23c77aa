// Server-sent events (WHATWG HTML section 9.2) read from a fetch response: EventSource cannot send headers.

const LINE_END = /\r\n|\r|\n/;
const EVENT_END = /\r\n\r\n|\n\n|\r\r/;

/**
 * Yields `{ id, data }` for each event that has data, until the stream ends. `id` is undefined where the event has
 * none. `onChunk` is called whenever bytes arrive, comments included, so a caller can distinguish a quiet stream from a
 * dead one.
 */
export async function* readEvents(body, onChunk = () => {}) {
  // Not every browser's streams can be read with for await.
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    onChunk();
    const blocks = (text + part.value).split(EVENT_END);
    text = blocks.pop();
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event.data) yield event;
    }
  }
}

function parseEvent(block) {
  const event = { id: undefined, data: '' };
  const data = [];
  for (const line of block.split(LINE_END)) {
    const [, field, value = ''] = line.match(/^([^:]*)(?:: ?(.*))?$/);
    if (field === 'id') event.id = value;
    if (field === 'data') data.push(value);
  }
  event.data = data.join('\n');
  return event;
}
