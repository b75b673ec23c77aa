// The browser's key and its DPoP proofs (RFC 9449). The key's private half cannot be exported and is kept in IndexedDB,
// so that a login that was begun in this browser can be continued after a reload, and in no other browser.

import { serverNow } from './clock.js';
import { newTokenId, signCompact } from './shared/jws.js';
import { keyStore, newKeyPair, publicJwk } from './shared/keys.js';

// Not the phone app's database, which may be in the same browser.
const keys = keyStore('doorway-login', 'keys');
const NAME = 'browser';

let loaded;

/** The browser's key; rejected if the browser cannot make or keep one. */
export function browserKey() {
  return (loaded ??= load());
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

async function load() {
  const pair = await keys.getOrPut(await newKeyPair(), NAME);
  return { privateKey: pair.privateKey, jwk: await publicJwk(pair) };
}
