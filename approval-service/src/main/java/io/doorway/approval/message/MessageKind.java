package io.doorway.approval.message;

import java.util.HashSet;
import java.util.Set;

/**
 * The kinds of signed messages. Each call accepts one kind, so that a signature for one call is not valid for another. Every payload
 * also has {@code aud}, {@code iat} and {@code jti}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets are those of Set.of
public enum MessageKind {
    PREVIEW("doorway-preview+jwt", "jwk", Set.of("enrolment_code"), Set.of(), Set.of()),
    ENROLMENT("doorway-enrol+jwt", "jwk", Set.of("enrolment_code", "name"), Set.of("answer"), Set.of()),
    ADDITION_PREVIEW("doorway-addition-preview+jwt", "jwk", Set.of("enrolment_code"), Set.of(), Set.of()),
    ADDITION_CLAIM("doorway-addition-claim+jwt", "jwk", Set.of("enrolment_code", "name"), Set.of(), Set.of()),
    ADDITION_RESULT("doorway-addition-result+jwt", "jwk", Set.of(), Set.of(), Set.of()),
    ADDITION("doorway-addition+jwt", "kid", Set.of("transcript"), Set.of(), Set.of()),
    SCAN("doorway-scan+jwt", "kid", Set.of("frame", "frame_source"), Set.of("time_zone"), Set.of()),
    APPROVAL("doorway-approval+jwt", "kid", Set.of("transcript"), Set.of(), Set.of("passkey")),
    REJECTION("doorway-rejection+jwt", "kid", Set.of("transcript", "reason"), Set.of(), Set.of()),
    OUTCOME("doorway-outcome+jwt", "kid", Set.of("challenge_id"), Set.of("version"), Set.of()),
    PASSKEY("doorway-passkey+jwt", "kid", Set.of(), Set.of("nonce"), Set.of("attestation", "passkey")),
    DEVICE("doorway-device+jwt", "kid", Set.of(), Set.of("nonce"), Set.of("passkey")),
    RENAMING("doorway-renaming+jwt", "kid", Set.of(), Set.of("nonce", "name"), Set.of());

    private final String typ;
    private final Set<String> headerMembers;
    private final Set<String> requiredMembers;
    private final Set<String> optionalMembers;
    private final Set<String> objectMembers;

    MessageKind(String typ, String keyMember, Set<String> required, Set<String> optional, Set<String> objects) {
        this.typ = typ;
        this.headerMembers = Set.of("alg", "typ", keyMember);
        this.requiredMembers = required;
        this.optionalMembers = optional;
        this.objectMembers = objects;
    }

    /** The header's {@code typ}. */
    String typ() {
        return typ;
    }

    /** The members that the header has, all of them and no other. */
    Set<String> headerMembers() {
        return headerMembers;
    }

    /** The text members that the payload has. */
    Set<String> requiredMembers() {
        return requiredMembers;
    }

    /** The text members that the payload may have. */
    Set<String> optionalMembers() {
        return optionalMembers;
    }

    /** The members that the payload may have and that are objects. */
    Set<String> objectMembers() {
        return objectMembers;
    }

    /** Every member that the payload may have. An enrolment may have {@code attestation}, which is ignored (ADR 0016). */
    Set<String> allowedMembers() {
        Set<String> all = new HashSet<>(Set.of("aud", "iat", "jti"));
        all.addAll(requiredMembers);
        all.addAll(optionalMembers);
        all.addAll(objectMembers);
        if (this == ENROLMENT) {
            all.add("attestation");
        }
        return all;
    }
}
