package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        name = "Log injection: a line of the attacker's in the log, or a secret in the log",
        control =
                "Input is not logged; each log entry is one line. Secrets of a whole login in no log and on no topic: "
                        + "`NoSecretsInLogsOrTopicsTest`",
        where = "libs/protocol `SecretText`; libs/web `ProblemMappers`")
class Attack34LogInjectionTest {

    /** Line breaks, also in encodings that a component could decode. */
    private static final List<String> LINE_ENDS =
            List.of("\n", "\r\n", "\u0085", "\u2028", "%0d%0a", "\\n", "\u001b[2J");

    private static final Map<String, Consumer<String>> INPUTS = Map.of(
            "state", text -> authorize("state", text),
            "client_id", text -> authorize("client_id", text),
            "action_message", text -> authorize("action_message", text),
            "redirect_uri", text -> authorize("redirect_uri", text),
            "code",
                    text -> IssuerHttp.form(
                            "/oauth2/token",
                            Shop.PLAIN.credentials(),
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    text,
                                    "redirect_uri",
                                    Shop.PLAIN.redirectUri())),
            "path", text -> IssuerHttp.get("/challenges/" + IssuerHttp.formEncode(text) + "/frames", Map.of()),
            "device name",
                    text -> {
                        try {
                            HeadlessPhone.enrol(TestPlatform.person("Logged").enrolmentLink(), text);
                        } catch (PhoneRefusedException e) {
                            assertThat(e.response().status()).isEqualTo(400);
                        }
                    },
            "phone message",
                    text -> IssuerHttp.send(
                            "POST", "/approvals/scan", Map.of("Content-Type", "application/jose"), text));

    @ParameterizedTest
    @MethodSource
    void anInjectedLine(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anInjectedLine() {
        return INPUTS.entrySet().stream()
                .flatMap(input -> Stream.iterate(0, i -> i < LINE_ENDS.size(), i -> i + 1)
                        .map(i -> AttackCase.asserting(input.getKey() + " with line end " + i, () -> {
                                    String marker = "marker-" + input.getKey().hashCode() + "-" + i;
                                    input.getValue().accept("x" + LINE_ENDS.get(i) + marker + " ERROR injected");
                                    assertThat(lines().filter(line -> line.contains(marker)))
                                            .as("no log line starts with the injected text")
                                            .noneMatch(line -> line.startsWith(marker));
                                })
                                .named()));
    }

    private static void authorize(String parameter, String value) {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put(parameter, value);
        IssuerHttp.authorize(request);
    }

    private static Stream<String> lines() throws IOException {
        try (Stream<Path> files = Files.walk(TestPlatform.platform().data())) {
            return files.filter(file -> file.toString().endsWith("-service.log")).toList().stream()
                    .flatMap(Attack34LogInjectionTest::read);
        }
    }

    private static Stream<String> read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
