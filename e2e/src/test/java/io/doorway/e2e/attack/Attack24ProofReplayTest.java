package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.WaitingSocket;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 24,
        name =
                "Proof replay: what proved something once, on a socket or over HTTP, is presented again, or in the address",
        control =
                "A `jti` is remembered for longer than any login lives; a nonce is used up; a proof is read from its header or the hello alone",
        where = "libs/edge `BrowserProofs`; session-service `WatchSocket`; approval-service `Nonces`")
class Attack24ProofReplayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String UNPROVEN = "invalid-proof";

    private static Victim victim;
    private static HeadlessBrowser browser;
    private static HeadlessPhone phone;

    @BeforeAll
    static void aBrowserWaits() {
        victim = Victim.at("created");
        browser = victim.login().browser();
        phone = victim.phone();
    }

    @ParameterizedTest
    @MethodSource
    void aProofASecondTime(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aProofASecondTime() {
        String id = victim.challenge();
        String events = HeadlessBrowser.eventsPath(id);
        return Stream.of(
                        twice("frames", "GET", "/challenges/" + id + "/frames"),
                        twice("poll", "GET", events),
                        twice("complete", "POST", Moves.completion(id)),
                        Attempt.of("a socket's over HTTP", () -> send("GET", events, spentOnASocket()))
                                .refused(401, UNPROVEN),
                        Attempt.of("a socket's on a socket", () -> Moves.watch(browser, id, spentOnASocket()))
                                .refused(4401, ""),
                        Attempt.of("HTTP's on a socket", () -> {
                                    String proof = browser.proof("GET", events);
                                    send("GET", events, proof);
                                    return Moves.watch(browser, id, proof);
                                })
                                .refused(4401, ""),
                        Attempt.of("a new challenge's", () -> {
                                    String proof = browser.proof("POST", "/challenges");
                                    Map<String, String> headers = Map.of(
                                            "DPoP",
                                            proof,
                                            "Authorization",
                                            "Bearer " + victim.login().form().ticket());
                                    HeadlessBrowser other = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer())
                                            .useBindingCookie("AAAAAAAAAAAAAAAAAAAAAA");
                                    other.send("POST", "/challenges", headers);
                                    return Answer.of(other.send("POST", "/challenges", headers));
                                })
                                .refused(401, "invalid-ticket"))
                .map(attempt -> attempt.leaving(victim::state, "created").named());
    }

    @ParameterizedTest
    @MethodSource
    void aProofWhereItDoesNotBelong(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Addresses are in logs and histories. */
    static Stream<Named<Attempt>> aProofWhereItDoesNotBelong() {
        String id = victim.challenge();
        return Stream.of("proof", "dpop", "DPoP", "access_token", "token")
                .flatMap(name -> Stream.of("/challenges/" + id + "/frames", HeadlessBrowser.eventsPath(id))
                        .map(path -> Attempt.of(name + " in " + path.replace(id, "{id}"), () -> {
                                    String query = "?" + name + "=" + browser.proof("GET", path);
                                    Map<String, String> cookie =
                                            Map.of("Cookie", "__Host-doorway=" + browser.bindingCookie());
                                    return Answer.of(Wire.get(path + query, cookie));
                                })
                                .refused(401, UNPROVEN)
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aNonceASecondTime(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aNonceASecondTime() {
        return Stream.of(
                        Attempt.of("the same message", () -> {
                            String message = withNonce(phone, nonce("/devices"));
                            assertThat(phone.line().get("/devices", message).status())
                                    .isEqualTo(200);
                            return Answer.of(phone.line().get("/devices", message));
                        }),
                        Attempt.of("another message", () -> {
                            String nonce = nonce("/devices");
                            phone.line().get("/devices", withNonce(phone, nonce));
                            return Answer.of(phone.line().get("/devices", withNonce(phone, nonce)));
                        }),
                        Attempt.of(
                                "for another call",
                                () -> Answer.of(
                                        phone.line().delete("/devices/x", withNonce(phone, nonce("/devices"))))),
                        Attempt.of("by another phone", () -> {
                            HeadlessPhone second = victim.person().headlessPhone();
                            return Answer.of(second.line().get("/devices", withNonce(second, nonce("/devices"))));
                        }),
                        Attempt.of(
                                "of nobody",
                                () -> Answer.of(
                                        phone.line().get("/devices", withNonce(phone, "AAAAAAAAAAAAAAAAAAAAAA")))))
                .map(move -> move.refused(401, "use-nonce").named());
    }

    @Test
    void aFreshProofIsTaken() {
        assertThat(victim.state()).isEqualTo("created");
    }

    private static Attempt twice(String name, String method, String path) {
        return Attempt.of(name, () -> {
                    String proof = browser.proof(method, path);
                    send(method, path, proof);
                    return send(method, path, proof);
                })
                .refused(401, UNPROVEN);
    }

    private static Answer send(String method, String path, String proof) {
        return Answer.of(browser.send(method, path, Map.of("DPoP", proof, "Accept", "application/json")));
    }

    private static String spentOnASocket() {
        String proof = browser.proof("GET", HeadlessBrowser.eventsPath(victim.challenge()));
        try (WaitingSocket socket =
                browser.openSocket(victim.challenge(), Doorway.issuer().toString())) {
            socket.hello(proof);
            socket.awaitFirst(PATIENCE);
            return proof;
        }
    }

    private static String nonce(String path) {
        PhoneAnswer asked = phone.line().get(path, phone.message(PhoneMessages.DEVICE, Map.of()));
        return asked.nonce();
    }

    private static String withNonce(HeadlessPhone by, String nonce) {
        return by.message(PhoneMessages.DEVICE, Map.of("nonce", nonce));
    }
}
