package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 24,
        name =
                "Proof replay: a proof that was used before, on a socket or over HTTP, is presented again, or in the address",
        control =
                "A `jti` is stored for longer than any login lives; a nonce and a socket's token are used up; a proof is read only from its header or "
                        + "the hello",
        where =
                "libs/login `DpopProofVerifier`, `SocketTokens`; session-service `WatchSocket`; approval-service `Nonces`")
class Attack24ProofReplayTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String INVALID_PROOF = "invalid-proof";

    private static Victim victim;
    private static HeadlessBrowser browser;
    private static HeadlessPhone phone;

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("created");
        browser = victim.login().browser();
        phone = victim.phone();
    }

    @ParameterizedTest
    @MethodSource
    void aProofThatWasUsed(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aProofThatWasUsed() {
        String id = victim.challenge();
        String events = HeadlessBrowser.eventsPath(id);
        return Stream.of(
                        twice("frames", "GET", "/challenges/" + id + "/frames"),
                        twice("poll", "GET", events),
                        twice("complete", "POST", ProtocolCalls.completePath(id)),
                        AttackCase.of("a proof of a socket over HTTP", () -> send("GET", events, usedOnASocket()))
                                .refused(401, INVALID_PROOF),
                        AttackCase.of(
                                        "a proof of a socket on a socket",
                                        () -> ProtocolCalls.openSocketWithProof(browser, id, usedOnASocket()))
                                .refused(4401, ""),
                        AttackCase.of("a proof of HTTP on a socket", () -> {
                                    String proof = browser.proof("GET", events);
                                    send("GET", events, proof);
                                    return ProtocolCalls.openSocketWithProof(browser, id, proof);
                                })
                                .refused(4401, ""),
                        AttackCase.of("a token on a second socket", () -> {
                                    Shop.Login login = Victim.at("created").login();
                                    String token = login.issued().socketToken();
                                    try (LoginEventSocket first = open(login)) {
                                        first.sendToken(token);
                                        first.awaitFirstState(TIMEOUT);
                                        return ProtocolCalls.openSocketWithToken(
                                                login.browser(), login.challenge(), token);
                                    }
                                })
                                .refused(4401, ""),
                        AttackCase.of("a token on two sockets at once", () -> {
                                    Shop.Login login = Victim.at("created").login();
                                    try (LoginEventSocket first = open(login);
                                            LoginEventSocket second = open(login)) {
                                        first.sendToken(login.issued().socketToken());
                                        second.sendToken(login.issued().socketToken());
                                        Awaitility.await()
                                                .atMost(TIMEOUT)
                                                .until(() -> first.closeCode() + second.closeCode() >= 0);
                                        assertThat(List.of(first, second))
                                                .filteredOn(socket -> socket.closeCode() < 0)
                                                .singleElement()
                                                .satisfies(socket -> socket.awaitFirstState(TIMEOUT));
                                        return ObservedResponse.of(Math.max(first.closeCode(), second.closeCode()), "");
                                    }
                                })
                                .refused(4401, ""),
                        AttackCase.of("a token of a socket over HTTP", () -> {
                                    Shop.Login login = Victim.at("created").login();
                                    return ObservedResponse.of(login.browser()
                                            .send(
                                                    "GET",
                                                    HeadlessBrowser.eventsPath(login.challenge()),
                                                    Map.of(
                                                            "DPoP",
                                                            login.issued().socketToken(),
                                                            "Accept",
                                                            "application/json")));
                                })
                                .refused(401, INVALID_PROOF),
                        AttackCase.of("a proof for a new challenge", () -> {
                                    String proof = browser.proof("POST", "/challenges");
                                    Map<String, String> headers = Map.of(
                                            "DPoP",
                                            proof,
                                            "Authorization",
                                            "Bearer " + victim.login().page().ticket());
                                    HeadlessBrowser other =
                                            TestPlatform.browser().useBindingCookie(TestPlatform.UNKNOWN_ID);
                                    other.send("POST", "/challenges", headers);
                                    return ObservedResponse.of(other.send("POST", "/challenges", headers));
                                })
                                .refused(401, "invalid-ticket"))
                .map(attempt ->
                        attempt.leavingUnchanged(victim::state, "created").named());
    }

    @ParameterizedTest
    @MethodSource
    void aProofInTheQuery(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** A query is stored in logs and histories, so proofs in it are not accepted. */
    static Stream<Named<AttackCase>> aProofInTheQuery() {
        String id = victim.challenge();
        return Stream.of("proof", "dpop", "DPoP", "access_token", "token")
                .flatMap(name -> Stream.of("/challenges/" + id + "/frames", HeadlessBrowser.eventsPath(id))
                        .map(path -> AttackCase.of(name + " in " + path.replace(id, "{id}"), () -> {
                                    String query = "?" + name + "=" + browser.proof("GET", path);
                                    Map<String, String> cookie =
                                            Map.of("Cookie", "__Host-doorway=" + browser.bindingCookie());
                                    return ObservedResponse.of(IssuerHttp.get(path + query, cookie));
                                })
                                .refused(401, INVALID_PROOF)
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aNonceThatWasUsedOrIssuedToAnother(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aNonceThatWasUsedOrIssuedToAnother() {
        return Stream.of(
                        AttackCase.of("the same message", () -> {
                            String message = withNonce(phone, nonce("/devices"));
                            assertThat(phone.api().get("/devices", message).status())
                                    .isEqualTo(200);
                            return ObservedResponse.of(phone.api().get("/devices", message));
                        }),
                        AttackCase.of("another message", () -> {
                            String nonce = nonce("/devices");
                            phone.api().get("/devices", withNonce(phone, nonce));
                            return ObservedResponse.of(phone.api().get("/devices", withNonce(phone, nonce)));
                        }),
                        AttackCase.of(
                                "for another call",
                                () -> ObservedResponse.of(
                                        phone.api().delete("/devices/x", withNonce(phone, nonce("/devices"))))),
                        AttackCase.of("by another phone", () -> {
                            HeadlessPhone second = victim.person().headlessPhone();
                            return ObservedResponse.of(
                                    second.api().get("/devices", withNonce(second, nonce("/devices"))));
                        }),
                        AttackCase.of(
                                "that was not issued",
                                () -> ObservedResponse.of(
                                        phone.api().get("/devices", withNonce(phone, TestPlatform.UNKNOWN_ID)))))
                .map(call -> call.refused(401, "use-nonce").named());
    }

    @Test
    void aNewProofIsAccepted() {
        assertThat(victim.state()).isEqualTo("created");
    }

    private static AttackCase twice(String name, String method, String path) {
        return AttackCase.of(name, () -> {
                    String proof = browser.proof(method, path);
                    send(method, path, proof);
                    return send(method, path, proof);
                })
                .refused(401, INVALID_PROOF);
    }

    private static LoginEventSocket open(Shop.Login login) {
        return login.browser()
                .openSocket(login.challenge(), TestPlatform.issuer().toString());
    }

    private static ObservedResponse send(String method, String path, String proof) {
        return ObservedResponse.of(browser.send(method, path, Map.of("DPoP", proof, "Accept", "application/json")));
    }

    private static String usedOnASocket() {
        String proof = browser.proof("GET", HeadlessBrowser.eventsPath(victim.challenge()));
        try (LoginEventSocket socket =
                browser.openSocket(victim.challenge(), TestPlatform.issuer().toString())) {
            socket.sendHello(proof);
            socket.awaitFirstState(TIMEOUT);
            return proof;
        }
    }

    private static String nonce(String path) {
        PhoneResponse response = phone.api().get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of()));
        return response.nonce();
    }

    private static String withNonce(HeadlessPhone signer, String nonce) {
        return signer.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce));
    }
}
