package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 21,
        name = "Login CSRF: the victim's browser is sent to the callback of a login that the attacker made",
        control =
                "Doorway returns `state` unchanged and binds the code to its verifier; the client stores both with the browser "
                        + "that started the login",
        where = "session-service `AcceptedRequest`, `CodeChecks`; the demo bank's OpenID Connect client")
class Attack21LoginCsrfTest {

    private static final String STATE = "state=[^&]*";

    @ParameterizedTest
    @MethodSource
    void aCallbackOfAnotherLoginGivesNoSession(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each in a browser that is new to the bank, and in one that has started its own login. */
    static Stream<Named<AttackCase>> aCallbackOfAnotherLoginGivesNoSession() {
        return Stream.of(
                        callback("as it is", (callback, ownState) -> callback),
                        callback(
                                "with the victim's own state",
                                (callback, ownState) -> callback.replaceAll(STATE, ownState)),
                        callback("without a state", (callback, ownState) -> callback.replaceAll("&?" + STATE, "")),
                        callback("with an empty state", (callback, ownState) -> callback.replaceAll(STATE, "state=")),
                        callback("with two states", (callback, ownState) -> callback + "&" + ownState),
                        callback(
                                "with its two states in the other order",
                                (callback, ownState) -> callback.replaceAll("(" + STATE + ")", ownState + "&$1")))
                .flatMap(variant -> variant);
    }

    private static Stream<Named<AttackCase>> callback(String name, BinaryOperator<String> change) {
        return Stream.of(false, true)
                .map(started -> AttackCase.asserting(name, () -> {
                            String callback = attackersCallback();
                            HeadlessBrowser victim = TestPlatform.bankBrowser();
                            String ownState = started ? state(loginRedirect(victim)) : "state=none";

                            victim.sendGet(URI.create(change.apply(callback, ownState)));

                            assertThat(loginRedirect(victim))
                                    .as("the victim has no session at the bank")
                                    .startsWith(TestPlatform.issuer()
                                            .resolve("/oauth2/authorize")
                                            .toString());
                        })
                        .named(started ? "after starting a login" : "new to the bank"));
    }

    /** The callback address of a login that the attacker has approved. */
    private static String attackersCallback() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        HeadlessPhone phone = TestPlatform.person("Eve").headlessPhone();
        phone.approve(phone.scan(login::qr));
        return login.browser().complete(login.challenge()).toString();
    }

    private static String state(String authorization) {
        return authorization.replaceFirst(".*[?&](" + STATE + ").*", "$1");
    }

    /** The address to which the bank redirects a login. A browser with a session is not redirected. */
    private static String loginRedirect(HeadlessBrowser browser) {
        return browser.send("GET", "/login", Map.of())
                .headers()
                .firstValue("Location")
                .orElse("none");
    }
}
