// The texts of changes of an account that a passkey confirms: canonical JSON (RFC 8785), so the members are in the
// order of their names. The nonce makes an assertion valid for one change, once.

import { decode, encode } from './shared/base64url.js';

/** The removal of another device. */
export function removalText({ credentialId: by }, device, nonce) {
  return JSON.stringify({ by, change: 'remove-device', device, nonce });
}

/** The registration of a passkey, named by the hash of its attestation object. */
export async function registrationText({ credentialId: by }, { attestation_object: attestation }, nonce) {
  const hash = encode(await crypto.subtle.digest('SHA-256', decode(attestation)));
  return JSON.stringify({ attestation_object: hash, by, change: 'add-passkey', nonce });
}
