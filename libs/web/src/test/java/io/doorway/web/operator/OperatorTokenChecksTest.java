package io.doorway.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTokenChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final OperatorTokenChecks CHECKS =
            new OperatorTokenChecks("https://id.example.org/operators", "https://id.example.org");

    @Test
    void aTokenThatSaysEverythingIsAccepted() {
        assertThat(CHECKS.violation(token("doorway-operator+jwt", claims -> {}), NOW))
                .isEmpty();
    }

    @Test
    void oneAudienceOfSeveralIsEnough() {
        assertThat(CHECKS.violation(
                        token(
                                "doorway-operator+jwt",
                                claims -> claims.putArray("aud")
                                        .add("https://other.example")
                                        .add("https://id.example.org")),
                        NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWT", "at+jwt", "doorway-device+jwt", "DOORWAY-OPERATOR+JWT", "doorway-operator+jwt "})
    void aTokenOfAnotherTypeIsRefused(String type) {
        assertThat(CHECKS.violation(token(type, claims -> {}), NOW)).contains("typ must be doorway-operator+jwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "jti", "iat", "exp"})
    void aTokenWithoutAClaimIsRefusedByItsName(String claim) {
        assertThat(CHECKS.violation(token("doorway-operator+jwt", claims -> claims.remove(claim)), NOW))
                .hasValueSatisfying(violation -> assertThat(violation).startsWith(claim + " must"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "jti", "iat", "exp"})
    void aClaimOfAnotherFormIsRefused(String claim) {
        assertThat(CHECKS.violation(token("doorway-operator+jwt", claims -> claims.putObject(claim)), NOW))
                .hasValueSatisfying(violation -> assertThat(violation).startsWith(claim + " must"));
    }

    @ParameterizedTest
    @ValueSource(longs = {3601, 7200, 86_400, 31_536_000})
    void aTokenThatIsValidForMoreThanAnHourIsRefused(long seconds) {
        assertThat(CHECKS.violation(
                        token(
                                "doorway-operator+jwt",
                                claims -> claims.put("exp", claims.get("iat").longValue() + seconds)),
                        NOW))
                .contains("exp must be at most an hour after iat");
    }

    @Test
    void aTokenFromTheFutureDoesNotLastLonger() {
        assertThat(CHECKS.violation(
                        token("doorway-operator+jwt", claims -> {
                            claims.put("iat", NOW.getEpochSecond() + 61);
                            claims.put("exp", NOW.getEpochSecond() + 3600);
                        }),
                        NOW))
                .contains("iat must not be in the future");
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertThat(CHECKS.violation(token("doorway-operator+jwt", claims -> {}), NOW.plusSeconds(3700)))
                .contains("exp must be in the future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\0"})
    void anOperatorWithoutAReadableNameIsRefused(String name) {
        assertThat(CHECKS.violation(token("doorway-operator+jwt", claims -> claims.put("sub", name)), NOW))
                .contains("sub must name the operator");
        assertThat(CHECKS.violation(token("doorway-operator+jwt", claims -> claims.put("jti", name)), NOW))
                .contains("jti must identify the token");
    }

    private static DecodedToken token(String type, Consumer<ObjectNode> change) {
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", "https://id.example.org/operators")
                .put("aud", "https://id.example.org")
                .put("sub", "helpdesk-7")
                .put("jti", "token-1")
                .put("iat", NOW.getEpochSecond())
                .put("exp", NOW.getEpochSecond() + 3600);
        change.accept(claims);
        JsonNode header =
                JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("typ", type);
        return new DecodedToken(header, claims);
    }
}
