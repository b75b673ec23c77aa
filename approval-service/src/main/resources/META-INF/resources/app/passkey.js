// This phone's own way of knowing its person: fingerprint, face or screen lock, by WebAuthn. The server is told what came of it,
// never a finger or a face.

import { decode, encode } from './base64url.js';

const PUBLIC_KEY = 'public-key';
const ES256 = -7;
const EDDSA = -8;
/** A nonce is good for two minutes; the rest is the way back. */
const MAKE_WITHIN_MS = 100_000;
const SIGN_WITHIN_MS = 60_000;

/** Whether this phone can verify its person by itself. */
export const canVerify = async () =>
  await globalThis.PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false) ?? false;

/** Makes a passkey for a challenge, one that this phone does not have yet. */
export async function make(me, challenge, known) {
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: decode(challenge),
      rp: { id: location.hostname, name: 'Doorway' },
      // The device's name, not the person's: each device of an account has passkeys of its own, and none takes another's place.
      user: { id: decode(me.credentialId), name: me.account, displayName: me.account },
      pubKeyCredParams: [{ type: PUBLIC_KEY, alg: ES256 }, { type: PUBLIC_KEY, alg: EDDSA }],
      authenticatorSelection: {
        authenticatorAttachment: 'platform', residentKey: 'discouraged', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: known.map(descriptor),
      timeout: MAKE_WITHIN_MS,
    },
  });
  return {
    client_data_json: encode(response.clientDataJSON),
    attestation_object: encode(response.attestationObject),
  };
}

/** Verifies the person and signs: the challenge is the hash of what they were shown. */
export async function sign(transcript, known) {
  const { id, response } = await navigator.credentials.get({
    publicKey: {
      challenge: await crypto.subtle.digest('SHA-256', new TextEncoder().encode(transcript)),
      rpId: location.hostname,
      allowCredentials: known.map(descriptor),
      userVerification: 'required',
      timeout: SIGN_WITHIN_MS,
    },
  });
  return {
    id,
    authenticator_data: encode(response.authenticatorData),
    client_data_json: encode(response.clientDataJSON),
    signature: encode(response.signature),
  };
}

const descriptor = passkey => ({ type: PUBLIC_KEY, id: decode(passkey.id), transports: ['internal'] });
