// Signed messages: JWS in the compact serialization (RFC 7515 section 3.1) with ES256.

import { encode } from './base64url.js';

const ES256 = { name: 'ECDSA', hash: 'SHA-256' };
const utf8 = new TextEncoder();

/** Signs the payload; `alg` is added to the header. */
export async function signCompact(header, payload, privateKey) {
  const signed = `${encodeJson({ alg: 'ES256', ...header })}.${encodeJson(payload)}`;
  const signature = await crypto.subtle.sign(ES256, privateKey, utf8.encode(signed));
  return `${signed}.${encode(signature)}`;
}

/** A new `jti`: 128 random bits. */
export function newTokenId() {
  return encode(crypto.getRandomValues(new Uint8Array(16)));
}

function encodeJson(value) {
  return encode(utf8.encode(JSON.stringify(value)));
}
