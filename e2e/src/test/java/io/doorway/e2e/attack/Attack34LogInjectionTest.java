package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.phone.HeadlessPhone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 34,
        name = "Log injection: a line of the attacker's in the log, or a secret of somebody's",
        control =
                "What is received is not logged; what is, is one line. Secrets of a whole login in no log and on no topic: `NoSecretsTest`",
        where = "libs/protocol `SecretText`; libs/edge `ProblemMappers`")
class Attack34LogInjectionTest {

    /** A line's end in the spellings that something on the way may decode. */
    private static final List<String> LINE_ENDS =
            List.of("\n", "\r\n", "\u0085", "\u2028", "%0d%0a", "\\n", "\u001b[2J");

    private static final Map<String, Consumer<String>> PLACES = Map.of(
            "state", text -> authorize("state", text),
            "client_id", text -> authorize("client_id", text),
            "action_message", text -> authorize("action_message", text),
            "redirect_uri", text -> authorize("redirect_uri", text),
            "code",
                    text -> Wire.form(
                            "/oauth2/token",
                            Shop.PLAIN.credentials(),
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    text,
                                    "redirect_uri",
                                    Shop.PLAIN.back())),
            "path", text -> Wire.get("/challenges/" + Wire.encoded(text) + "/frames", Map.of()),
            "device name",
                    text -> {
                        try {
                            HeadlessPhone.enrol(Doorway.person("Logged").enrolmentLink(), text);
                        } catch (io.doorway.testkit.phone.PhoneRefusedException refused) {
                            assertThat(refused.answer().status()).isEqualTo(400);
                        }
                    },
            "phone message",
                    text -> Wire.send("POST", "/approvals/scan", Map.of("Content-Type", "application/jose"), text));

    @ParameterizedTest
    @MethodSource
    void aLineOfTheAttackers(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aLineOfTheAttackers() {
        return PLACES.entrySet().stream()
                .flatMap(place -> Stream.iterate(0, i -> i < LINE_ENDS.size(), i -> i + 1)
                        .map(i -> Attempt.holding(place.getKey() + " with line end " + i, () -> {
                                    String canary = "canary-" + place.getKey().hashCode() + "-" + i;
                                    place.getValue().accept("x" + LINE_ENDS.get(i) + canary + " ERROR all is lost");
                                    assertThat(lines().filter(line -> line.contains(canary)))
                                            .as("of one line at most, and not begun by the attacker")
                                            .noneMatch(line -> line.startsWith(canary));
                                })
                                .named()));
    }

    private static void authorize(String parameter, String value) {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put(parameter, value);
        Wire.get("/oauth2/authorize?" + Wire.encoded(request), Map.of());
    }

    private static Stream<String> lines() throws IOException {
        try (Stream<Path> files = Files.walk(Doorway.platform().data())) {
            return files.filter(file -> file.toString().endsWith("-service.log")).toList().stream()
                    .flatMap(Attack34LogInjectionTest::read);
        }
    }

    private static Stream<String> read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
