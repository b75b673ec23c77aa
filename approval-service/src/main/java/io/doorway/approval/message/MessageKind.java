package io.doorway.approval.message;

import java.util.HashSet;
import java.util.Set;

/** The kinds of message, one per call, so that a signature for one can never pass for another. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are those of Set.of
public enum MessageKind {
    ENROLMENT("doorway-enrol+jwt", "jwk", Set.of("enrolment_code", "name"), Set.of(), Set.of("attestation")),
    SCAN("doorway-scan+jwt", "kid", Set.of("frame"), Set.of("time_zone"), Set.of()),
    APPROVAL("doorway-approval+jwt", "kid", Set.of("transcript"), Set.of(), Set.of("passkey")),
    REJECTION("doorway-rejection+jwt", "kid", Set.of("transcript", "reason"), Set.of(), Set.of()),
    PASSKEY("doorway-passkey+jwt", "kid", Set.of(), Set.of("nonce"), Set.of("attestation")),
    DEVICE("doorway-device+jwt", "kid", Set.of(), Set.of("nonce"), Set.of());

    private final String typ;
    private final Set<String> header;
    private final Set<String> own;
    private final Set<String> optional;
    private final Set<String> objects;

    MessageKind(String typ, String keyMember, Set<String> own, Set<String> optional, Set<String> objects) {
        this.typ = typ;
        this.header = Set.of("alg", "typ", keyMember);
        this.own = own;
        this.optional = optional;
        this.objects = objects;
    }

    /** The header's {@code typ}. */
    String typ() {
        return typ;
    }

    /** The members that the header has, all of them and no other. */
    Set<String> header() {
        return header;
    }

    /** The text members that the payload has beside {@code aud}, {@code iat} and {@code jti}. */
    Set<String> own() {
        return own;
    }

    /** The text members that the payload may have. */
    Set<String> optional() {
        return optional;
    }

    /** The members that the payload may have and that are objects. */
    Set<String> objects() {
        return objects;
    }

    /** Every member that the payload may have. */
    Set<String> payload() {
        Set<String> all = new HashSet<>(Set.of("aud", "iat", "jti"));
        all.addAll(own);
        all.addAll(optional);
        all.addAll(objects);
        return all;
    }
}
