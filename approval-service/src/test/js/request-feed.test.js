import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';

globalThis.crypto ??= webcrypto;
const { followRequests } = await import('../../main/resources/META-INF/resources/app/request-feed.js');

const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
const identity = { credentialId: 'me', account: 'ada', privateKey: keys.privateKey };
const real = { setTimeout: globalThis.setTimeout, random: Math.random, fetch: globalThis.fetch };

describe('requests where sockets are blocked', () => {
  let pauses;

  beforeEach(() => {
    pauses = [];
    globalThis.location = { origin: 'http://localhost' };
    globalThis.WebSocket = class {
      constructor() {
        queueMicrotask(() => this.onclose?.());
      }

      close() {}
    };
    globalThis.fetch = async () => Response.json({ requests: [] });
    // Pauses end at once; a random delay is the longest one.
    globalThis.setTimeout = (callback, milliseconds) => {
      pauses.push(milliseconds);
      return real.setTimeout(callback, 0);
    };
    Math.random = () => 1;
  });

  afterEach(() => {
    Object.assign(globalThis, { setTimeout: real.setTimeout, fetch: real.fetch });
    Math.random = real.random;
  });

  it('are asked for, each time after a longer pause', async () => {
    let shown = 0;

    await followRequests(identity, () => { shown += 1; }, () => shown < 4);

    assert.equal(shown, 4);
    assert.deepEqual(pauses.filter(pause => pause !== 15_000), [2000, 4000, 8000, 16_000]);
  });
});
