package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 23,
        name = "Cross-site WebSocket hijacking: another website opens the socket with the person's cookie",
        control = "`Origin` must be the issuer or the upgrade is refused; a well-formed cookie is required; then the "
                + "challenge's token or a proof by the page's key",
        where = "session-service `SameOriginUpgradeCheck`, `WatchSocket`")
class Attack23CrossSiteWebSocketTest {

    private static Victim victim;

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("scanned");
    }

    @ParameterizedTest
    @MethodSource
    void anotherOrigin(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherOrigin() {
        String issuer = TestPlatform.issuer().toString();
        int port = TestPlatform.issuer().getPort();
        Map<String, String> origins = new LinkedHashMap<>();
        origins.put("none", null);
        for (String origin : List.of(
                "null",
                "*",
                "https://evil.example",
                "http://evil.example:" + port,
                issuer + "/",
                issuer + " https://evil.example",
                issuer + ".evil.example",
                issuer + "@evil.example",
                issuer + "\\.evil.example",
                issuer.toUpperCase(java.util.Locale.ROOT),
                issuer.replace("http:", "https:"),
                issuer.replace("http:", "ws:"),
                issuer.replace("localhost", "LOCALHOST"),
                issuer.replace("localhost", "localhost."),
                issuer.replace("localhost", "127.0.0.1"),
                issuer.replace("localhost", "[::1]"),
                issuer.replace("localhost", "sub.localhost"),
                issuer.replace("localhost", "xlocalhost"),
                issuer.replace("http://", "http://user@"),
                issuer + "0",
                "http://localhost",
                "localhost:" + port,
                "//localhost:" + port,
                "file://",
                "data:text/html,x",
                "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                TestPlatform.bank())) {
            origins.put(
                    "'" + origin.replace(Integer.toString(port), "PORT").replace(TestPlatform.bank(), "the bank") + "'",
                    origin);
        }
        return origins.entrySet().stream()
                .map(origin -> AttackCase.of(
                                origin.getKey(),
                                () -> open(victim.login().browser(), victim.challenge(), origin.getValue()))
                        .refused(403, "")
                        .leavingUnchanged(victim::state, "scanned")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void theIssuersOriginFromAnotherBrowser(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> theIssuersOriginFromAnotherBrowser() {
        HeadlessBrowser real = victim.login().browser();
        String id = victim.challenge();
        String events = HeadlessBrowser.eventsPath(id);
        HeadlessBrowser cookieThief = TestPlatform.browser().useBindingCookie(real.bindingCookie());
        HeadlessBrowser keyThief = TestPlatform.browser()
                .useBindingCookie(Victim.at("created").login().browser().bindingCookie())
                .useKey(real.key());
        return Stream.of(
                        AttackCase.of(
                                        "no cookie",
                                        () -> open(
                                                TestPlatform.browser(),
                                                id,
                                                TestPlatform.issuer().toString()))
                                .refused(403, ""),
                        AttackCase.of(
                                        "a malformed cookie",
                                        () -> open(
                                                TestPlatform.browser().useBindingCookie("x"),
                                                id,
                                                TestPlatform.issuer().toString()))
                                .refused(403, ""),
                        AttackCase.of(
                                        "a malformed id",
                                        () -> open(
                                                real, "x", TestPlatform.issuer().toString()))
                                .refused(404, ""),
                        AttackCase.of(
                                        "the cookie alone",
                                        () -> ProtocolCalls.openSocketWithProof(
                                                cookieThief, id, cookieThief.proof("GET", events)))
                                .refused(4404, ""),
                        AttackCase.of(
                                        "the key alone",
                                        () -> ProtocolCalls.openSocketWithProof(
                                                keyThief, id, keyThief.proof("GET", events)))
                                .refused(4404, ""),
                        AttackCase.of("another login", () -> {
                                    String other = Victim.at("created").challenge();
                                    return ProtocolCalls.openSocketWithProof(
                                            real, other, real.proof("GET", HeadlessBrowser.eventsPath(other)));
                                })
                                .refused(4404, ""),
                        AttackCase.of("an unknown login", () -> {
                                    String unknown = TestPlatform.UNKNOWN_ID;
                                    return ProtocolCalls.openSocketWithProof(
                                            real, unknown, real.proof("GET", HeadlessBrowser.eventsPath(unknown)));
                                })
                                .refused(4404, ""),
                        AttackCase.of(
                                        "the token without a cookie",
                                        () -> ProtocolCalls.openSocketWithToken(
                                                TestPlatform.browser(), id, token(victim)))
                                .refused(403, ""),
                        AttackCase.of(
                                        "the token in another browser",
                                        () -> ProtocolCalls.openSocketWithToken(
                                                Victim.at("created").login().browser(), id, token(victim)))
                                .refused(4404, ""),
                        AttackCase.of(
                                        "the token of another login",
                                        () -> ProtocolCalls.openSocketWithToken(real, id, token(Victim.at("created"))))
                                .refused(4404, ""),
                        AttackCase.of(
                                        "the token for another login",
                                        () -> ProtocolCalls.openSocketWithToken(
                                                real, Victim.at("created").challenge(), token(victim)))
                                .refused(4404, ""),
                        AttackCase.of("an empty token", () -> ProtocolCalls.openSocketWithToken(real, id, ""))
                                .refused(4404, ""),
                        AttackCase.of("no proof", () -> ProtocolCalls.openSocketWithProof(real, id, ""))
                                .refused(4401, ""),
                        AttackCase.of(
                                        "a proof for another method",
                                        () -> ProtocolCalls.openSocketWithProof(real, id, real.proof("POST", events)))
                                .refused(4401, ""),
                        AttackCase.of(
                                        "a proof for another address",
                                        () -> ProtocolCalls.openSocketWithProof(
                                                real, id, real.proof("GET", ProtocolCalls.completePath(id))))
                                .refused(4401, ""))
                .map(attempt ->
                        attempt.leavingUnchanged(victim::state, "scanned").named());
    }

    private static String token(Victim of) {
        return of.login().issued().socketToken();
    }

    @Test
    void theLoginPageReceivesTheState() {
        try (LoginEventSocket socket = victim.login().browser().openEventSocket(victim.challenge())) {
            assertThat(socket.awaitFirstState(Duration.ofSeconds(10)).state().state())
                    .isEqualTo("scanned");
        }
    }

    private static ObservedResponse open(HeadlessBrowser browser, String id, String origin) {
        try (LoginEventSocket socket = browser.openSocket(id, origin)) {
            return ObservedResponse.of(101, "");
        } catch (BrowserRefusedException refused) {
            return ObservedResponse.of(refused.response().status(), "");
        }
    }
}
