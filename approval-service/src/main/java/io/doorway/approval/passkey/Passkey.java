package io.doorway.approval.passkey;

/**
 * A passkey as it is kept.
 *
 * @param id WebAuthn's credential id, base64url
 * @param coseKey its public key (RFC 9052 section 7)
 * @param backupEligible whether it may be copied to its person's other devices; it never changes (WebAuthn section 6.1.3)
 * @param signCount its signature counter when it was made
 */
record Passkey(String id, byte[] coseKey, boolean backupEligible, long signCount) {}
