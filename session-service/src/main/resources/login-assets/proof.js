// DPoP proofs (RFC 9449): each request says, signed, which key asks, for what, and when; each is good once.

import { serverNow } from './clock.js';
import { browserKey } from './key.js';

const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
const text = new TextEncoder();
let key;

// The key that proofs are made with; fails in a browser that cannot keep one.
export function keyReady() {
  return (key ??= browserKey());
}

export async function proof(method, url) {
  const { privateKey, jwk } = await keyReady();
  const header = encoded({ typ: 'dpop+jwt', alg: 'ES256', jwk });
  const payload = encoded({
    htm: method,
    htu: url.origin + url.pathname,
    iat: Math.floor(serverNow() / 1000),
    jti: base64url(crypto.getRandomValues(new Uint8Array(16))),
  });
  const signed = `${header}.${payload}`;
  const signature = await crypto.subtle.sign(SIGNATURE, privateKey, text.encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

function encoded(value) {
  return base64url(text.encode(JSON.stringify(value)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
