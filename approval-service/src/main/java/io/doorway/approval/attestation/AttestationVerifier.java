package io.doorway.approval.attestation;

import java.security.interfaces.ECPublicKey;

/**
 * Judges a platform's statement about a key. A bean of this type takes the place of {@link NoVerifier}.
 *
 * <p>It answers {@link AttestationVerdict#VERIFIED} only if the statement chains to the platform's root, is of exactly this key,
 * is not revoked, and holds this challenge; never {@link AttestationVerdict#NONE}. It does no I/O.
 */
public interface AttestationVerifier {

    /**
     * @param key the new key
     * @param challenge what the statement must be bound to: SHA-256 of the enrolment code in its one spelling
     */
    AttestationVerdict verify(Attestation attestation, ECPublicKey key, byte[] challenge);
}
