package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 20,
        name = "Mix-up: an answer is attributed to another provider",
        control = "`iss` in every answer, success or error, exactly the issuer of the metadata (RFC 9207)",
        where = "session-service `AcceptedRequest`, `Authorize`")
class Attack20MixUpTest {

    private static final Map<String, String> ERRORS = Map.of(
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
    void anErrorContainsTheIssuer(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anErrorContainsTheIssuer() {
        return ERRORS.entrySet().stream()
                .map(error -> AttackCase.asserting(error.getKey() + "=" + error.getValue(), () -> {
                            Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
                            request.put(error.getKey(), error.getValue());
                            request.put("iss", "https://evil.example");
                            String location = IssuerHttp.authorize(request)
                                    .headers()
                                    .firstValue("Location")
                                    .orElseThrow();
                            assertThat(location)
                                    .startsWith(Shop.PLAIN.redirectUri())
                                    .contains("error=")
                                    .doesNotContain("evil");
                            assertThat(issuers(URI.create(location)))
                                    .containsExactly(TestPlatform.issuer().toString());
                        })
                        .named());
    }

    @Test
    void aSuccessContainsTheIssuer() {
        Victim victim = Victim.at("approved");

        URI answer = victim.login().browser().complete(victim.challenge());

        assertThat(issuers(answer)).containsExactly(TestPlatform.issuer().toString());
        assertThat(IssuerHttp.parameter(answer, "state")).isEqualTo("state-of-plain-shop");
        assertThat(IssuerHttp.get("/.well-known/openid-configuration", Map.of()).body())
                .contains("\"authorization_response_iss_parameter_supported\":true");
    }

    private static Stream<String> issuers(URI address) {
        return IssuerHttp.parameters(address, "iss");
    }
}
