package io.doorway.approval.attestation;

import java.util.Locale;

/** What is known of where a key is kept. */
public enum AttestationVerdict {
    /** The phone said nothing. */
    NONE,
    /** The phone said something, and nobody looked at it: worth as much as nothing. */
    UNVERIFIED,
    /** The platform's own root vouches for it. No verifier of this Doorway says so yet. */
    VERIFIED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
