package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.BankLogin;
import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.phone.HeadlessPhone;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 21,
        name = "Login CSRF: the victim's browser is sent to the callback of a login that the attacker made",
        control =
                "Doorway hands `state` through and binds the code to its verifier; the client keeps both with the browser that began",
        where = "session-service `AcceptedRequest`, `CodeChecks`; the demo bank's OpenID Connect client")
class Attack21LoginCsrfTest {

    private static final String STATE = "state=[^&]*";

    @ParameterizedTest
    @MethodSource
    void aForeignCallbackGivesNoSession(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each in a browser that has never been at the bank, and in one that has begun a login of its own. */
    static Stream<Named<Attempt>> aForeignCallbackGivesNoSession() {
        return Stream.of(
                        callback("as it is", (callback, own) -> callback),
                        callback("with the victim's own state", (callback, own) -> callback.replaceAll(STATE, own)),
                        callback("without a state", (callback, own) -> callback.replaceAll("&?" + STATE, "")),
                        callback("with an empty state", (callback, own) -> callback.replaceAll(STATE, "state=")),
                        callback("with two states", (callback, own) -> callback + "&" + own),
                        callback(
                                "with its two states in the other order",
                                (callback, own) -> callback.replaceAll("(" + STATE + ")", own + "&$1")))
                .flatMap(variant -> variant);
    }

    private static Stream<Named<Attempt>> callback(String name, BinaryOperator<String> planted) {
        return Stream.of(false, true)
                .map(begun -> Attempt.holding(name, () -> {
                            String callback = attackersCallback();
                            Visitor victim = new Visitor();
                            String own = begun ? state(victim.sentToLogIn()) : "state=none";

                            victim.open(URI.create(planted.apply(callback, own)));

                            assertThat(victim.sentToLogIn())
                                    .as("the victim is still a stranger to the bank")
                                    .startsWith(Doorway.issuer()
                                            .resolve("/oauth2/authorize")
                                            .toString());
                        })
                        .named(begun ? "having begun a login" : "never there"));
    }

    /** A login that the attacker approved, up to the address that leads back to the bank. */
    private static String attackersCallback() {
        BankLogin login = BankLogin.begin();
        HeadlessPhone phone = Doorway.person("Eve").headlessPhone();
        phone.approve(phone.scan(login::qr));
        return login.browser().complete(login.challenge()).toString();
    }

    private static String state(String authorization) {
        return authorization.replaceFirst(".*[?&](" + STATE + ").*", "$1");
    }

    /** A browser at the bank. */
    private static final class Visitor {

        private final HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> open(URI address) throws IOException, InterruptedException {
            return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }

        /** Where the bank sends it when it wants to log in: a browser with a session is not sent away. */
        String sentToLogIn() throws IOException, InterruptedException {
            return open(URI.create(Doorway.bank() + "/login"))
                    .headers()
                    .firstValue("Location")
                    .orElse("nowhere");
        }
    }
}
