// Six digits of a key, which two phones show to their person: equal digits are the same key.

import { encode } from './shared/base64url.js';
import { publicJwk } from './shared/keys.js';

/** The digits of a key pair. */
export async function digitsOf(pair) {
  const { crv, kty, x, y } = await publicJwk(pair);
  // RFC 7638: the required members in this order.
  return digitsOfThumbprint(encode(await sha256(JSON.stringify({ crv, kty, x, y }))));
}

/** The digits of the key with this RFC 7638 thumbprint, such as `042 117`. */
export async function digitsOfThumbprint(thumbprint) {
  const number = new DataView((await sha256(thumbprint)).buffer).getUint32(0) % 1_000_000;
  return String(number).padStart(6, '0').replace(/(...)(...)/, '$1 $2');
}

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
