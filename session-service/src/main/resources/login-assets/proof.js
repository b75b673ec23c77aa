// The browser's key and its DPoP proofs (RFC 9449). The key's private half cannot be exported and is kept in IndexedDB,
// so that a login that was begun in this browser can be continued after a reload, and in no other browser. A browser
// that stores nothing has a key for as long as the page is open.

import { serverNow } from './clock.js';
import { newTokenId, signCompact } from './shared/jws.js';
import { keyStore, newKeyPair, publicJwk } from './shared/keys.js';

// Not the phone app's database, which may be in the same browser.
const keys = keyStore('doorway-login', 'keys');
const NAME = 'browser';

let loaded;

/** Whether the browser's key outlives this page; rejected if the browser cannot make a key. */
export async function keepsKey() {
  return (await browserKey()).kept;
}

/** Removes the key, so that the next person at this browser has another one. */
export function forgetKey() {
  return keys.remove(NAME);
}

/** A proof for one request: which key sends it, to which URL, with which method, and when. Each is accepted once. */
export async function proof(method, url) {
  const { privateKey, jwk } = await browserKey();
  const payload = {
    htm: method,
    htu: url.origin + url.pathname,
    iat: Math.floor(serverNow() / 1000),
    jti: newTokenId(),
  };
  return signCompact({ typ: 'dpop+jwt', jwk }, payload, privateKey);
}

function browserKey() {
  return (loaded ??= load());
}

async function load() {
  const made = await newKeyPair();
  const pair = await keys.getOrPut(made, NAME).catch(() => undefined);
  const { privateKey } = pair ?? made;
  return { privateKey, jwk: await publicJwk(pair ?? made), kept: Boolean(pair) };
}
