package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 29,
        name = "Consent phishing: misleading text on the phone, with hidden or reordered characters",
        control =
                "Name and domain are registered and checked for look-alikes; the message is plain text of at most 100 "
                        + "characters, or the request is refused. Names and domains at registration: `ClientsTest`",
        where = "session-service `DisplayText`, `AuthorizationChecks`, `ClientRules`")
class Attack29ConsentPhishingTest {

    @ParameterizedTest
    @MethodSource
    void aMisleadingMessage(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMisleadingMessage() {
        Map<String, String> messages = new LinkedHashMap<>();
        int[] points = {
            0x0000, 0x0007, 0x0008, 0x0009, 0x000A, 0x000D, 0x001B, 0x007F, 0x0080, 0x0085, 0x009F, 0x00AD, 0x061C,
                    0x070F,
            0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
                    0x2060,
            0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0x206F, 0xE000, 0xF8FF, 0xFEFF,
                    0xFFF9,
            0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF, 0x110BD, 0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xF0000, 0x10FFFD
        };
        for (int point : points) {
            messages.put("U+%04X".formatted(point), "Pay 1" + Character.toString(point) + "000 EUR");
        }
        messages.put("101 characters", "x".repeat(101));
        messages.put("3,000 characters", "x".repeat(3_000));
        messages.put("only spaces", " ".repeat(10));
        messages.put("only wide spaces", "\u3000\u2003");
        return messages.entrySet().stream().flatMap(message -> {
            Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
            request.put("action", "payment");
            request.put("action_message", message.getValue());
            return Stream.of(
                    AttackCase.of("authorize", () -> ObservedResponse.of(IssuerHttp.authorize(request)))
                            .refused(303, "invalid_request")
                            .named(message.getKey()),
                    AttackCase.of("push", () -> ObservedResponse.of(Shop.PLAIN.push(request)))
                            .refused(400, "invalid_request")
                            .named(message.getKey()));
        });
    }

    @ParameterizedTest
    @MethodSource
    void anUnregisteredAction(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anUnregisteredAction() {
        return Stream.of(
                        "steal",
                        "Login",
                        "LOGIN",
                        "login ",
                        " login",
                        "login,payment",
                        "l\u043egin",
                        "<b>login</b>",
                        "*")
                .map(action -> {
                    Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
                    request.put("action", action);
                    return AttackCase.of("'" + action + "'", () -> ObservedResponse.of(Shop.PLAIN.push(request)))
                            .refused(400, "invalid_request")
                            .named();
                });
    }

    @Test
    void aPlainMessageIsAccepted() {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put("action", "payment");
        request.put("action_message", "Pay 1,000 EUR to Zo\u00eb \u00d1u\u00f1ez & \u5c71\u7530");

        assertThat(Shop.PLAIN.push(request).status()).isEqualTo(201);
    }
}
