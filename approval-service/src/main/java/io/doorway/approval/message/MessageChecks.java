package io.doorway.approval.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Es256;
import io.doorway.protocol.event.RefusalReason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a phone's message is checked for, in this order.
 *
 * <p>The form comes first, because it costs nothing; then the signature, by the registered key alone; only then does a phone
 * learn that it was removed or its account suspended, because nobody else should.
 *
 * <p>{@code iat} must be there and is never compared with a clock: phones have wrong ones. What keeps an old message from being
 * used again is the QR frame, the state of the challenge, the one-time code or the server's nonce.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
enum MessageChecks {
    /** An allow-list: no {@code crit}, {@code jku}, {@code x5u}, {@code x5c}, {@code b64}, and no key of the sender's choice. */
    HEADER_HAS_ITS_MEMBERS_AND_NO_OTHER(
            RefusalReason.MALFORMED,
            m -> names(m.jws().header()).equals(m.kind().header())),
    /** RFC 8725 section 3.1: the algorithm is ours to say, so {@code none} and HMAC are never considered. */
    ALGORITHM_IS_ES256(RefusalReason.MALFORMED, m -> m.jws().headerText("alg").equals("ES256")),
    /** RFC 8725 section 3.11: a signature for one call is nothing in another. */
    TYPE_IS_THIS_CALLS(
            RefusalReason.MALFORMED,
            m -> m.jws().headerText("typ").equals(m.kind().typ())),
    PAYLOAD_HAS_NO_OTHER_MEMBERS(
            RefusalReason.MALFORMED,
            m -> m.kind().payload().containsAll(names(m.jws().payload()))),
    OWN_MEMBERS_ARE_TEXT(RefusalReason.MALFORMED, MessageChecks::ownMembersAreText),
    OBJECTS_ARE_OBJECTS(RefusalReason.MALFORMED, MessageChecks::objectsAreObjects),
    ISSUED_AT_IS_A_NUMBER(
            RefusalReason.MALFORMED, m -> m.jws().payload().path("iat").isIntegralNumber()),
    MESSAGE_HAS_AN_ID(
            RefusalReason.MALFORMED, m -> isShortText(m.jws().payload().path("jti"))),
    /** RFC 8725 section 3.9: signed for this Doorway. */
    AUDIENCE_IS_THIS_ISSUER(
            RefusalReason.MALFORMED,
            m -> m.issuer().equals(m.jws().payload().path("aud").textValue())),
    SIGNATURE_IS_THE_KEYS(
            RefusalReason.WRONG_SIGNATURE,
            m -> Es256.verifies(m.key(), m.jws().signed(), m.jws().signature())),
    CREDENTIAL_IS_ACTIVE(
            RefusalReason.CREDENTIAL_NOT_ACTIVE,
            m -> m.credential().map(Credential::active).orElse(true)),
    ACCOUNT_IS_ACTIVE(
            RefusalReason.ACCOUNT_NOT_ACTIVE,
            m -> m.credential().map(Credential::accountActive).orElse(true));

    private static final int MAX_ID = 128;

    private final RefusalReason otherwise;
    private final Predicate<ReceivedMessage> holds;

    MessageChecks(RefusalReason otherwise, Predicate<ReceivedMessage> holds) {
        this.otherwise = otherwise;
        this.holds = holds;
    }

    /** The reason of the first check that fails, or empty. */
    static Optional<RefusalReason> refusal(ReceivedMessage message) {
        return List.of(values()).stream()
                .filter(check -> !check.holds.test(message))
                .map(check -> check.otherwise)
                .findFirst();
    }

    private static boolean ownMembersAreText(ReceivedMessage message) {
        JsonNode payload = message.jws().payload();
        return message.kind().own().stream().allMatch(name -> payload.path(name).isTextual())
                && message.kind().optional().stream()
                        .allMatch(
                                name -> !payload.has(name) || payload.path(name).isTextual());
    }

    private static boolean objectsAreObjects(ReceivedMessage message) {
        JsonNode payload = message.jws().payload();
        return message.kind().objects().stream()
                .allMatch(name -> !payload.has(name) || payload.path(name).isObject());
    }

    private static boolean isShortText(JsonNode node) {
        return node.isTextual()
                && !node.textValue().isEmpty()
                && node.textValue().length() <= MAX_ID;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
