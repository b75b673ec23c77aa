import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, it, mock } from 'node:test';
import '../../../../libs/frontend/src/test/js/shared-modules.js';

const { follow } = await import('../../main/resources/META-INF/resources/audit/console/feed.js');

const relativeFetch = globalThis.fetch;
const requests = [];
let server;

// It sends one event to each request, and then nothing.
before(async () => {
  server = createServer((request, response) => {
    requests.push(request.headers['last-event-id']);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`id: ${requests.length}\ndata: {}\n\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A page's addresses are relative to its own.
  globalThis.fetch = (path, request) =>
    relativeFetch(new URL(path, `http://127.0.0.1:${server.address().port}`), request);
});

after(() => {
  globalThis.fetch = relativeFetch;
  mock.timers.reset();
  server.closeAllConnections();
  server.close();
});

it('a stream that is silent is not shown as live, and is opened again after the last event', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const ended = new AbortController();
  const feed = follow('token', ended.signal);
  const next = async () => (await feed.next()).value;
  assert.deepEqual(await next(), { state: 'live' });
  assert.deepEqual(await next(), { record: {} });

  const silent = next();
  mock.timers.tick(45_000);

  assert.deepEqual(await silent, { state: 'waiting' });
  const again = next();
  mock.timers.tick(500);
  assert.deepEqual(await again, { state: 'live' });
  assert.deepEqual(requests, [undefined, '1']);
  ended.abort();
});
