package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 20,
        name = "Mix-up: an answer is taken for another provider's",
        control = "`iss` in every answer, success or error, exactly the issuer of the metadata (RFC 9207)",
        where = "session-service `AcceptedRequest`, `Authorize`")
class Attack20MixUpTest {

    private static final Map<String, String> MISTAKES = Map.of(
            "response_type", "token",
            "prompt", "none",
            "code_challenge_method", "plain",
            "response_mode", "fragment",
            "request", "x",
            "registration", "{}",
            "request_uri", "https://evil.example/request",
            "action", "steal",
            "action_message", "\u202Eevil");

    @ParameterizedTest
    @MethodSource
    void anErrorSaysWhoseItIs(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anErrorSaysWhoseItIs() {
        return MISTAKES.entrySet().stream()
                .map(mistake -> Attempt.holding(mistake.getKey() + "=" + mistake.getValue(), () -> {
                            Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
                            request.put(mistake.getKey(), mistake.getValue());
                            request.put("iss", "https://evil.example");
                            String location = Wire.get("/oauth2/authorize?" + Wire.encoded(request), Map.of())
                                    .headers()
                                    .firstValue("Location")
                                    .orElseThrow();
                            assertThat(location)
                                    .startsWith(Shop.PLAIN.back())
                                    .contains("error=")
                                    .doesNotContain("evil");
                            assertThat(issuers(URI.create(location)))
                                    .containsExactly(Doorway.issuer().toString());
                        })
                        .named());
    }

    @Test
    void aSuccessSaysWhoseItIs() {
        Victim victim = Victim.at("approved");

        URI answer = victim.login().browser().complete(victim.challenge());

        assertThat(issuers(answer)).containsExactly(Doorway.issuer().toString());
        assertThat(Wire.parameter(answer, "state")).isEqualTo("state-of-plain-shop");
        assertThat(Wire.get("/.well-known/openid-configuration", Map.of()).body())
                .contains("\"authorization_response_iss_parameter_supported\":true");
    }

    private static Stream<String> issuers(URI address) {
        return Stream.of(address.getRawQuery().split("&"))
                .filter(parameter -> parameter.startsWith("iss="))
                .map(parameter -> java.net.URLDecoder.decode(
                        parameter.substring("iss=".length()), java.nio.charset.StandardCharsets.UTF_8));
    }
}
