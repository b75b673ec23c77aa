package io.doorway.approval.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.approval.credential.Credential;
import io.doorway.login.jws.StrictJws;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The checks of a phone's message, in the order in which they are made.
 *
 * <p>The form is first, because it is the cheapest; then the signature, by the registered key alone. Only the holder of that key
 * learns that a credential is revoked or an account suspended.
 *
 * <p>{@code iat} is required and not compared with a clock, because clocks of phones are wrong. A repeated message is refused by the
 * age of the QR frame, the state of the challenge, the one-time code or the server's nonce.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
enum MessageChecks {
    /** An allow-list: no {@code crit}, {@code jku}, {@code x5u}, {@code x5c}, {@code b64}, and no key of the sender's choice. */
    HEADER_HAS_EXACTLY_ITS_MEMBERS(
            RefusalReason.MALFORMED,
            m -> StrictJws.memberNames(m.jws().header()).equals(m.kind().headerMembers())),
    /** RFC 8725 section 3.1: the algorithm is fixed, so {@code none} and HMAC are never considered. */
    ALGORITHM_IS_ES256(RefusalReason.MALFORMED, m -> m.jws().headerText("alg").equals("ES256")),
    /** RFC 8725 section 3.11: a signature for one call is not valid for another. */
    TYPE_MATCHES_CALL(
            RefusalReason.MALFORMED,
            m -> m.jws().headerText("typ").equals(m.kind().typ())),
    PAYLOAD_HAS_NO_OTHER_MEMBERS(
            RefusalReason.MALFORMED,
            m -> m.kind()
                    .allowedMembers()
                    .containsAll(StrictJws.memberNames(m.jws().payload()))),
    TEXT_MEMBERS_ARE_TEXT(RefusalReason.MALFORMED, MessageChecks::textMembersAreText),
    OBJECT_MEMBERS_ARE_OBJECTS(RefusalReason.MALFORMED, MessageChecks::objectMembersAreObjects),
    ISSUED_AT_IS_A_NUMBER(
            RefusalReason.MALFORMED, m -> m.jws().payload().path("iat").isIntegralNumber()),
    MESSAGE_HAS_AN_ID(RefusalReason.MALFORMED, m -> isId(m.jws().text("jti"))),
    /** RFC 8725 section 3.9: the message is for this issuer. */
    AUDIENCE_IS_THIS_ISSUER(RefusalReason.MALFORMED, m -> m.jws().text("aud").equals(m.issuer())),
    SIGNATURE_VERIFIES(RefusalReason.WRONG_SIGNATURE, m -> m.jws().isSignedBy(m.key())),
    CREDENTIAL_IS_ACTIVE(
            RefusalReason.CREDENTIAL_NOT_ACTIVE,
            m -> m.credential().map(Credential::active).orElse(true)),
    ACCOUNT_IS_ACTIVE(
            RefusalReason.ACCOUNT_NOT_ACTIVE,
            m -> m.credential().map(Credential::accountActive).orElse(true));

    private static final int MAX_ID = 128;

    private final RefusalReason reason;
    private final Predicate<Received> check;

    MessageChecks(RefusalReason reason, Predicate<Received> check) {
        this.reason = reason;
        this.check = check;
    }

    /**
     * A message with everything that it is checked against.
     *
     * @param issuer the required {@code aud}
     * @param key the key that must have signed: the registered key, or the new key of an enrolment
     * @param credential the sender, or empty for an enrolment
     */
    record Received(MessageKind kind, StrictJws jws, String issuer, ECPublicKey key, Optional<Credential> credential) {}

    /** The reason of the first check that fails, or empty if every check passes. */
    static Optional<RefusalReason> firstFailure(Received message) {
        return List.of(values()).stream()
                .filter(check -> !check.check.test(message))
                .map(check -> check.reason)
                .findFirst();
    }

    private static boolean textMembersAreText(Received message) {
        JsonNode payload = message.jws().payload();
        MessageKind kind = message.kind();
        return kind.requiredMembers().stream()
                        .allMatch(name -> payload.path(name).isTextual())
                && kind.optionalMembers().stream()
                        .allMatch(
                                name -> !payload.has(name) || payload.path(name).isTextual());
    }

    private static boolean objectMembersAreObjects(Received message) {
        JsonNode payload = message.jws().payload();
        return message.kind().objectMembers().stream()
                .allMatch(name -> !payload.has(name) || payload.path(name).isObject());
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MAX_ID;
    }
}
