import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { backoff, backoffWithJitter } from '../../main/resources/backoff.js';
import { decode, encode } from '../../main/resources/base64url.js';
import { readEvents } from '../../main/resources/event-stream.js';
import { newTokenId, signCompact } from '../../main/resources/jws.js';
import { newKeyPair, publicJwk } from '../../main/resources/keys.js';
import { messagesOf } from '../../main/resources/messages.js';
import { formatAmount } from '../../main/resources/money.js';
import { readProblem } from '../../main/resources/problem.js';

// Node 18 has it as a module only.
globalThis.crypto ??= webcrypto;

const utf8 = new TextEncoder();

describe('base64url', () => {
  it('encodes the examples of RFC 4648 without padding', () => {
    const examples = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE', foobar: 'Zm9vYmFy' };
    for (const [plain, encoded] of Object.entries(examples)) assert.equal(encode(utf8.encode(plain)), encoded);
  });

  it('decodes what it encodes, with the alphabet for URLs', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => 255 - i);

    assert.match(encode(bytes), /^[\w-]+$/);
    assert.deepEqual(decode(encode(bytes)), bytes);
  });
});

describe('a signed message', () => {
  it('verifies with the public key and has the header first', async () => {
    const pair = await newKeyPair();
    const jws = await signCompact({ typ: 'test+jwt' }, { jti: 'a' }, pair.privateKey);
    const [header, payload, signature] = jws.split('.');
    const key = await crypto.subtle.importKey(
      'jwk', await publicJwk(pair), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);

    assert.deepEqual(JSON.parse(new TextDecoder().decode(decode(header))), { alg: 'ES256', typ: 'test+jwt' });
    assert.ok(await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' }, key, decode(signature), utf8.encode(`${header}.${payload}`)));
  });

  it('is signed with a key that cannot be exported', async () => {
    assert.equal((await newKeyPair()).privateKey.extractable, false);
  });

  it('has an id that differs each time', () => {
    assert.equal(new Set(Array.from({ length: 100 }, newTokenId)).size, 100);
  });
});

describe('an event stream', () => {
  const streamOf = (...chunks) => new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(utf8.encode(chunk));
      controller.close();
    },
  });

  async function read(...chunks) {
    const events = [];
    for await (const event of readEvents(streamOf(...chunks))) events.push(event);
    return events;
  }

  it('is read event by event, wherever its chunks end', async () => {
    const expected = [{ id: '1', data: '{"a":1}' }, { id: undefined, data: 'two\nlines' }];
    const text = 'id: 1\ndata: {"a":1}\n\n: a comment\n\ndata:two\ndata: lines\n\n';

    assert.deepEqual(await read(text), expected);
    assert.deepEqual(await read(...text), expected);
    assert.deepEqual(await read(...text.replaceAll('\n', '\r\n')), expected);
  });

  it('drops an event that is not complete', async () => {
    assert.deepEqual(await read('data: half'), []);
  });

  it('reports comments as a sign of life too', async () => {
    let chunks = 0;
    const count = () => { chunks += 1; };
    for await (const event of readEvents(streamOf(': alive\n\n', ': alive\n\n'), count)) assert.fail(event);

    assert.equal(chunks, 2);
  });
});

describe('a problem', () => {
  const response = (body, init) => new Response(JSON.stringify(body), init);

  it('has the last part of its type as its name', async () => {
    const body = { type: 'urn:doorway:problem:wrong-code', title: 'Wrong code', detail: 'Look again.', tries_left: 2 };
    const problem = await readProblem(response(body, { status: 403, headers: { 'Doorway-Nonce': 'n' } }));

    assert.deepEqual(
      { ...problem }, { name: 'wrong-code', status: 403, detail: 'Look again.', nonce: 'n', triesLeft: 2 });
    assert.equal(problem.message, 'Look again.');
  });

  it('is unavailable where the answer is no problem document', async () => {
    assert.equal((await readProblem(new Response('<html>', { status: 502 }))).name, 'unavailable');
    const plain = { type: 'about:blank', title: 'Not Found' };
    assert.equal((await readProblem(response(plain, { status: 404 }))).name, 'unavailable');
  });
});

describe('a retry', () => {
  it('waits twice as long each time, up to a limit', () => {
    const limits = { first: 200, longest: 1000 };

    assert.deepEqual([1, 2, 3, 4].map(failures => backoff(failures, limits)), [200, 400, 800, 1000]);
    assert.ok(backoffWithJitter(3, limits) <= 800);
  });
});

describe('messages', () => {
  const { message, messageParts } = messagesOf({
    hello: 'Hello {name}, from {place}',
    'tries.one': 'One try',
    'tries.other': '{count} tries',
  }, 'en');

  it('replaces parameters by name', () => {
    assert.equal(message('hello', { name: 'Ada', place: 'London' }), 'Hello Ada, from London');
    assert.equal(message('hello', { name: '{place}', place: '' }), 'Hello {place}, from ');
  });

  it('chooses the text for a number', () => {
    assert.equal(message('tries', { count: 1 }), 'One try');
    assert.equal(message('tries', { count: 2 }), '2 tries');
  });

  it('gives parts where a parameter is an element', () => {
    const element = { tag: 'b' };

    assert.deepEqual(messageParts('hello', { name: element, place: 'here' }), ['Hello ', element, ', from ', 'here']);
  });

  it('fails for a key or a parameter that is not there', () => {
    assert.throws(() => message('nothing'), /no message nothing/);
    assert.throws(() => message('hello', { name: 'Ada' }), /needs the parameter place/);
  });
});

describe('an amount', () => {
  it('is written as people write it', () => {
    assert.equal(formatAmount({ amount: '42.50', currency: 'EUR' }, 'en'), '€42.50');
    assert.equal(formatAmount({ amount: '1234567', currency: 'JPY' }, 'en'), '¥1,234,567');
    assert.equal(formatAmount({ amount: '7', currency: 'USD' }, 'en'), '$7.00');
  });

  it('loses no digit', () => {
    assert.equal(formatAmount({ amount: '0.005', currency: 'EUR' }, 'en'), '€0.005');
    assert.equal(formatAmount({ amount: '100.5', currency: 'JPY' }, 'en'), '¥100.5');
    assert.equal(formatAmount({ amount: '999999999999.99', currency: 'EUR' }, 'en'), '€999,999,999,999.99');
  });

  it('of another form is shown as it is', () => {
    assert.equal(formatAmount({ amount: '1e9', currency: 'EUR' }, 'en'), 'EUR 1e9');
    assert.equal(formatAmount({ amount: '12.00' }, 'en'), '12.00');
    assert.equal(formatAmount({ payee: 'Harbour Rail' }, 'en'), undefined);
  });
});
