// User verification by this phone: fingerprint, face or screen lock, with WebAuthn. The server learns the result only.

import { listPasskeys } from './api.js';
import { screenSignal } from './screen.js';
import { decode, encode } from './shared/base64url.js';
import { Problem } from './shared/problem.js';

const PUBLIC_KEY = 'public-key';
const ES256 = -7;
const EDDSA = -8;
/** A nonce is good for two minutes; the remaining time is for the request. */
const MAKE_WITHIN_MS = 100_000;
const SIGN_WITHIN_MS = 60_000;

/** Whether this phone can verify its user. */
export async function canVerify() {
  const webAuthn = globalThis.PublicKeyCredential;
  return await webAuthn?.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false) ?? false;
}

/**
 * Makes a passkey for a challenge; fails if it would be made where one of the `known` is. The first one is made by this
 * phone itself, another one also by a security key.
 */
export async function makePasskey(identity, challenge, known) {
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: decode(challenge),
      rp: { id: location.hostname, name: 'Doorway' },
      // The device's id, not the account's: each device has its own passkeys, and none may replace another device's.
      user: { id: decode(identity.credentialId), name: identity.account, displayName: identity.account },
      pubKeyCredParams: [{ type: PUBLIC_KEY, alg: ES256 }, { type: PUBLIC_KEY, alg: EDDSA }],
      authenticatorSelection: {
        ...known.length === 0 && { authenticatorAttachment: 'platform' },
        residentKey: 'discouraged',
        userVerification: 'required',
      },
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

/**
 * What an approval contains beside its signature: a passkey's signature where the login asks for one, else nothing.
 * Fails with `passkey-required` if this phone has no passkey and with `not-verified` if the user was not verified.
 */
export async function approvalEvidence(identity, check, transcript) {
  if (check !== 'passkey') return {};
  const known = await listPasskeys(identity);
  if (known.length === 0) throw new Problem('passkey-required');
  return { passkey: await signWithPasskey(transcript, known) };
}

/**
 * Verifies the user and signs with one of the `known`; the challenge is the hash of the text that they were shown.
 * The browser's question ends when another screen is shown. Fails with `not-verified` if the user was not verified.
 */
export async function signWithPasskey(text, known) {
  const { id, response } = await navigator.credentials.get({
    publicKey: {
      challenge: await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
      rpId: location.hostname,
      allowCredentials: known.map(descriptor),
      userVerification: 'required',
      timeout: SIGN_WITHIN_MS,
    },
    signal: screenSignal(),
  }).catch(() => {
    // The browser does not say whether the user refused, was not recognised or was too slow.
    throw new Problem('not-verified');
  });
  return {
    id,
    authenticator_data: encode(response.authenticatorData),
    client_data_json: encode(response.clientDataJSON),
    signature: encode(response.signature),
  };
}

function descriptor(passkey) {
  return { type: PUBLIC_KEY, id: decode(passkey.id) };
}
