package io.doorway.approval.attestation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose statement it is. */
public enum AttestationFormat {
    /** Android Key Attestation: the certificate chain of the key, each in base64url of its DER, joined by dots, the leaf first. */
    ANDROID_KEY,
    /** Apple's App Attest: the attestation object in base64url. */
    APPLE_APP_ATTEST;

    static Optional<AttestationFormat> parse(String wireName) {
        return Stream.of(values())
                .filter(format -> format.wireName().equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
