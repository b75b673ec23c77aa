// Checks that a person signed exactly the action that a relying party is about to carry out.
import { isDeepStrictEqual } from 'node:util';

/**
 * Whether the claims of a validated ID token approve the action.
 *
 * claims: the claims of an ID token whose signature, iss, aud, exp and nonce have been validated
 * action: what the relying party is about to do, with the field "type"; the same object that it pushed
 */
export function isApproved(claims, action) {
  return claims.acr === 'urn:doorway:acr:passkey'
    && claims.doorway_action === action.type
    && isDeepStrictEqual(claims.authorization_details, [action])
    && Boolean(claims.doorway_transcript_hash);
}
