package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.WaitingSocket;
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
        control =
                "`Origin` is the issuer's or the upgrade is refused; a cookie of the right form; then a proof by the page's key",
        where = "session-service `UpgradeRules`, `WatchSocket`")
class Attack23CrossSiteWebSocketTest {

    private static Victim victim;

    @BeforeAll
    static void aBrowserWaits() {
        victim = Victim.at("scanned");
    }

    @ParameterizedTest
    @MethodSource
    void anotherOrigin(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anotherOrigin() {
        String issuer = Doorway.issuer().toString();
        int port = Doorway.issuer().getPort();
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
                Doorway.bank())) {
            origins.put(
                    "'" + origin.replace(Integer.toString(port), "PORT").replace(Doorway.bank(), "the bank") + "'",
                    origin);
        }
        return origins.entrySet().stream()
                .map(origin -> Attempt.of(
                                origin.getKey(),
                                () -> open(victim.login().browser(), victim.challenge(), origin.getValue()))
                        .refused(403, "")
                        .leaving(victim::state, "scanned")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void ourOriginWithoutTheBrowser(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> ourOriginWithoutTheBrowser() {
        HeadlessBrowser real = victim.login().browser();
        String id = victim.challenge();
        String events = HeadlessBrowser.eventsPath(id);
        HeadlessBrowser cookieThief = browser().useBindingCookie(real.bindingCookie());
        HeadlessBrowser keyThief = browser()
                .useBindingCookie(Victim.at("created").login().browser().bindingCookie())
                .use(real.key());
        return Stream.of(
                        Attempt.of(
                                        "no cookie",
                                        () -> open(
                                                browser(), id, Doorway.issuer().toString()))
                                .refused(403, ""),
                        Attempt.of(
                                        "a malformed cookie",
                                        () -> open(
                                                browser().useBindingCookie("x"),
                                                id,
                                                Doorway.issuer().toString()))
                                .refused(403, ""),
                        Attempt.of(
                                        "an id that is none",
                                        () -> open(real, "x", Doorway.issuer().toString()))
                                .refused(404, ""),
                        Attempt.of(
                                        "the cookie alone",
                                        () -> Moves.watch(cookieThief, id, cookieThief.proof("GET", events)))
                                .refused(4404, ""),
                        Attempt.of("the key alone", () -> Moves.watch(keyThief, id, keyThief.proof("GET", events)))
                                .refused(4404, ""),
                        Attempt.of("another's login", () -> {
                                    String others = Victim.at("created").challenge();
                                    return Moves.watch(
                                            real, others, real.proof("GET", HeadlessBrowser.eventsPath(others)));
                                })
                                .refused(4404, ""),
                        Attempt.of("nobody's login", () -> {
                                    String nobodys = "AAAAAAAAAAAAAAAAAAAAAA";
                                    return Moves.watch(
                                            real, nobodys, real.proof("GET", HeadlessBrowser.eventsPath(nobodys)));
                                })
                                .refused(4404, ""),
                        Attempt.of("no proof", () -> Moves.watch(real, id, "")).refused(4401, ""),
                        Attempt.of(
                                        "a proof for another method",
                                        () -> Moves.watch(real, id, real.proof("POST", events)))
                                .refused(4401, ""),
                        Attempt.of(
                                        "a proof for another address",
                                        () -> Moves.watch(real, id, real.proof("GET", Moves.completion(id))))
                                .refused(4401, ""))
                .map(attempt -> attempt.leaving(victim::state, "scanned").named());
    }

    @Test
    void ourOwnPageIsTold() {
        try (WaitingSocket socket = victim.login().browser().watch(victim.challenge())) {
            assertThat(socket.awaitFirst(Duration.ofSeconds(10)).state().state())
                    .isEqualTo("scanned");
        }
    }

    private static Answer open(HeadlessBrowser browser, String id, String origin) {
        try (WaitingSocket socket = browser.openSocket(id, origin)) {
            return Answer.of(101, "");
        } catch (BrowserRefusedException refused) {
            return Answer.of(refused.answer().status(), "");
        }
    }

    private static HeadlessBrowser browser() {
        return new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
    }
}
