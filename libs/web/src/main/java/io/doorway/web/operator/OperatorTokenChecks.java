package io.doorway.web.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The checks of an operator's token whose signature is valid, in this order. The first one that fails says what is wrong, which only a
 * holder of a signed token learns.
 */
final class OperatorTokenChecks {

    /** The {@code typ} of an operator's token (RFC 8725 section 3.11). */
    static final String TYPE = "doorway-operator+jwt";

    private static final Duration MAX_LIFE = Duration.ofHours(1);

    /** The difference that is accepted between this clock and the clock of the system that issues the tokens. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final int MAX_NAME = 255;

    private final String issuer;
    private final String audience;

    OperatorTokenChecks(String issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
    }

    /** A check: what is wrong with the token, or empty. */
    private interface Check {
        Optional<String> violation(DecodedToken token);
    }

    /** What is wrong with the token, or empty. */
    Optional<String> violation(DecodedToken token, Instant now) {
        List<Check> checks = List.of(
                // RFC 8725 section 3.11: an ID token, an access token or a message of a phone is none, whoever signed
                // it.
                each -> unless(isText(each.header().path("typ"), TYPE), "typ must be " + TYPE),
                // RFC 8725 section 3.8
                each -> unless(isText(each.claims().path("iss"), issuer), "iss must be " + issuer),
                // RFC 8725 section 3.9
                each -> unless(hasAudience(each.claims().path("aud")), "aud must contain " + audience),
                // Every change is recorded with both.
                each -> unless(isName(each.claims().path("sub")), "sub must name the operator"),
                each -> unless(isName(each.claims().path("jti")), "jti must identify the token"),
                each -> unless(isTime(each.claims().path("iat")), "iat must be a number of seconds"),
                each -> unless(isTime(each.claims().path("exp")), "exp must be a number of seconds"),
                each -> unless(!instant(each, "iat").isAfter(now.plus(CLOCK_SKEW)), "iat must not be in the future"),
                each -> unless(instant(each, "exp").isAfter(now.minus(CLOCK_SKEW)), "exp must be in the future"),
                each -> unless(isShort(each), "exp must be at most an hour after iat"));
        return checks.stream().flatMap(check -> check.violation(token).stream()).findFirst();
    }

    private static Optional<String> unless(boolean holds, String violation) {
        return holds ? Optional.empty() : Optional.of(violation);
    }

    private static boolean isText(JsonNode node, String expected) {
        return node.isTextual() && node.textValue().equals(expected);
    }

    private boolean hasAudience(JsonNode aud) {
        Stream<JsonNode> values = aud.isArray() ? StreamSupport.stream(aud.spliterator(), false) : Stream.of(aud);
        return values.anyMatch(value -> isText(value, audience));
    }

    static boolean isName(JsonNode node) {
        return node.isTextual()
                && !node.textValue().isBlank()
                && node.textValue().length() <= MAX_NAME
                && node.textValue().codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isTime(JsonNode node) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() > 0
                && node.longValue() <= 1L << 40;
    }

    private static boolean isShort(DecodedToken token) {
        Duration life = Duration.between(instant(token, "iat"), instant(token, "exp"));
        return life.isPositive() && life.compareTo(MAX_LIFE) <= 0;
    }

    private static Instant instant(DecodedToken token, String claim) {
        return Instant.ofEpochSecond(token.claims().path(claim).longValue());
    }
}
