import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock } from 'node:test';

const SILENT = '../../main/resources/login-assets/silent.js';
const ISSUER = 'https://id.example.org';
const OTHERWISE = 'https://shop.example/callback?error=login_required&state=s';
const WITH_CODE = 'https://shop.example/callback?code=c&state=s';
const DATA = { ticket: 'a.ticket', otherwise: OTHERWISE, server_time: '2026-11-28T10:00:00Z' };

// The browser that the page runs in. It stores nothing, so that the key is one for as long as the page is open.
let requests;
let answer;
let data;
globalThis.document = { getElementById: id => (id === 'doorway-silent' ? { textContent: data } : null) };
globalThis.fetch = async (url, request) => {
  requests.push({ url: String(url), ...request });
  return answer();
};
mock.timers.enable({ apis: ['setTimeout'] });

let opened = 0;

/** Opens the page; returns the address that it left for. */
async function open() {
  const left = new Promise(resolve => {
    globalThis.location = { href: `${ISSUER}/oauth2/authorize?prompt=none`, origin: ISSUER, replace: resolve };
  });
  await import(`${SILENT}?${opened += 1}`);
  return left;
}

function json(status, body) {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function part(token, index) {
  return JSON.parse(Buffer.from(token.split('.')[index], 'base64url').toString());
}

describe('the page for prompt=none', () => {
  beforeEach(() => {
    requests = [];
    data = JSON.stringify(DATA);
    answer = () => json(200, { redirect_to: WITH_CODE });
  });

  it('leads back with the code of the session', async () => {
    assert.equal(await open(), WITH_CODE);
  });

  it('asks once, with the ticket and a proof of its key for this request', async () => {
    await open();

    assert.equal(requests.length, 1);
    const [{ url, method, headers }] = requests;
    assert.equal(url, `${ISSUER}/login/single-sign-on`);
    assert.equal(method, 'POST');
    assert.equal(new Headers(headers).get('authorization'), 'Bearer a.ticket');
    const proof = new Headers(headers).get('dpop');
    const { typ, alg, jwk } = part(proof, 0);
    assert.deepEqual([typ, alg], ['dpop+jwt', 'ES256']);
    assert.deepEqual(Object.keys(jwk).sort(), ['crv', 'kty', 'x', 'y']);
    const { htm, htu, iat } = part(proof, 1);
    assert.deepEqual([htm, htu], ['POST', `${ISSUER}/login/single-sign-on`]);
    assert.ok(Math.abs(iat - Date.parse(DATA.server_time) / 1000) < 600, 'the time is the server’s');
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const [header, payload, signature] = proof.split('.');
    const signed = Buffer.from(`${header}.${payload}`);
    assert.ok(await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(signature, 'base64url'), signed));
  });

  it('leads back with the error if the phone has to approve', async () => {
    answer = () => json(403, { type: 'urn:doorway:problem:login-required', status: 403 });

    assert.equal(await open(), OTHERWISE);
  });

  it('leads back with the error if there is no answer, or one that is not understood', async () => {
    answer = () => Promise.reject(new TypeError('network error'));
    assert.equal(await open(), OTHERWISE);

    answer = () => new Response('<!doctype html>', { status: 200 });
    assert.equal(await open(), OTHERWISE);

    answer = () => json(503, { type: 'urn:doorway:problem:unavailable', status: 503 });
    assert.equal(await open(), OTHERWISE);
  });

  it('leads back with the error if the answer names no address', async () => {
    answer = () => json(200, {});

    assert.equal(await open(), OTHERWISE);
  });
});
