package io.doorway.approval.attestation;

/** Whether a device has to be attested. */
public enum AttestationPolicy {
    /** What it says is kept; nothing depends on it. */
    OPTIONAL,
    /** Only a verified key is enrolled: none, as long as there is no verifier. */
    REQUIRED;

    public boolean admits(AttestationVerdict verdict) {
        return this == OPTIONAL || verdict == AttestationVerdict.VERIFIED;
    }
}
