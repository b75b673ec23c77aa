package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 25,
        name = "WebSocket floods: too many sockets, larger messages, additional messages or silence",
        control =
                "One hello of 4 KiB within five seconds and no message after it; three sockets for one login; no compression",
        where = "session-service `WatchSocket`, `Hello`, `Watchers`")
class Attack25SocketFloodTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SOCKETS = 3;

    private static Victim victim;
    private static HeadlessBrowser browser;

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("scanned");
        browser = victim.login().browser();
    }

    @ParameterizedTest
    @MethodSource
    void aMalformedHello(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMalformedHello() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("empty", "");
        messages.put("not JSON", "hello");
        messages.put("a list", "[]");
        messages.put("a number", "1");
        messages.put("null", "null");
        messages.put("an empty object", "{}");
        messages.put("no type", "{\"proof\":\"x\"}");
        messages.put("another type", "{\"type\":\"goodbye\",\"proof\":\"x\"}");
        messages.put("type in capitals", "{\"type\":\"HELLO\",\"proof\":\"x\"}");
        messages.put("a type that is a list", "{\"type\":[\"hello\"],\"proof\":\"x\"}");
        messages.put("an additional member", "{\"type\":\"hello\",\"proof\":\"x\",\"more\":1}");
        messages.put("a duplicate member", "{\"type\":\"hello\",\"type\":\"hello\",\"proof\":\"x\"}");
        messages.put("trailing content", "{\"type\":\"hello\",\"proof\":\"x\"}{}");
        messages.put("deeply nested", "[".repeat(1500));
        messages.put("deeply nested in a member", "{\"type\":" + "[".repeat(1500));
        messages.put("a proof that is an object", "{\"type\":\"hello\",\"proof\":{}}");
        messages.put("a comment", "/* x */{\"type\":\"hello\",\"proof\":\"x\"}");
        messages.put("a long number", "1".repeat(4000));
        messages.put("an unpaired surrogate", "{\"type\":\"\\ud800\"}");
        return messages.entrySet().stream().map(message -> rejectedHello(message.getKey(), message.getValue(), 4400));
    }

    @ParameterizedTest
    @MethodSource
    void aMessageThatIsTooLarge(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMessageThatIsTooLarge() {
        return Stream.of(4097, 8192, 65_536, 1_048_576)
                .map(size -> AttackCase.of(size + " bytes", () -> {
                            ObservedResponse answer =
                                    sendHello("{\"type\":\"hello\",\"proof\":\"" + "x".repeat(size) + "\"}");
                            // The connection may be closed before the close code arrives.
                            return answer.status() == 1006 ? ObservedResponse.of(1009, "") : answer;
                        })
                        .refused(1009, "")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void anotherMessageOrNone(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherMessageOrNone() {
        return Stream.of(
                AttackCase.of("a second hello", () -> {
                            try (LoginEventSocket socket = browser.openEventSocket(victim.challenge())) {
                                socket.awaitFirstState(TIMEOUT);
                                socket.sendHello(browser.proof("GET", HeadlessBrowser.eventsPath(victim.challenge())));
                                return ObservedResponse.of(socket.awaitClose(TIMEOUT), "");
                            }
                        })
                        .refused(4400, "")
                        .named(),
                AttackCase.of("a message after the hello", () -> {
                            try (LoginEventSocket socket = browser.openEventSocket(victim.challenge())) {
                                socket.awaitFirstState(TIMEOUT);
                                socket.send("more");
                                return ObservedResponse.of(socket.awaitClose(TIMEOUT), "");
                            }
                        })
                        .refused(4400, "")
                        .named(),
                AttackCase.of("silence", () -> {
                            try (LoginEventSocket socket = open()) {
                                return ObservedResponse.of(socket.awaitClose(TIMEOUT), "");
                            }
                        })
                        .refused(4401, "")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aFourthSocket(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFourthSocket() {
        return Stream.of(AttackCase.of("while three watch", () -> {
                    Victim watched = Victim.at("scanned");
                    HeadlessBrowser waiting = watched.login().browser();
                    List<LoginEventSocket> sockets = new ArrayList<>();
                    for (int i = 0; i < SOCKETS; i++) {
                        sockets.add(waiting.openEventSocket(watched.challenge()));
                        sockets.getLast().awaitFirstState(TIMEOUT);
                    }
                    ObservedResponse fourth = ProtocolCalls.openSocketWithProof(
                            waiting,
                            watched.challenge(),
                            waiting.proof("GET", HeadlessBrowser.eventsPath(watched.challenge())));
                    sockets.forEach(LoginEventSocket::close);
                    return fourth;
                })
                .refused(4429, "")
                .named());
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        ObservedResponse answer =
                RawHttp.exchange(("GET " + HeadlessBrowser.eventsPath(victim.challenge()) + " HTTP/1.1\r\nHost: "
                                + TestPlatform.issuer().getAuthority() + "\r\nOrigin: " + TestPlatform.issuer()
                                + "\r\nCookie: __Host-doorway=" + browser.bindingCookie()
                                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.body()).doesNotContainIgnoringCase("sec-websocket-extensions");
    }

    @Test
    void openSocketsDoNotDelayOtherLogins() {
        List<LoginEventSocket> silent =
                Stream.generate(Attack25SocketFloodTest::open).limit(100).toList();

        assertThat(Victim.at("approved").login().accessToken()).isNotEmpty();
        silent.forEach(LoginEventSocket::close);
    }

    private static Named<AttackCase> rejectedHello(String name, String message, int closeCode) {
        return AttackCase.of(name, () -> sendHello(message))
                .refused(closeCode, "")
                .leavingUnchanged(victim::state, "scanned")
                .named();
    }

    private static ObservedResponse sendHello(String message) {
        try (LoginEventSocket socket = open()) {
            try {
                socket.send(message);
            } catch (CompletionException closed) {
                return ObservedResponse.of(socket.awaitClose(TIMEOUT), "");
            }
            return ObservedResponse.of(socket.awaitClose(TIMEOUT), "");
        }
    }

    private static LoginEventSocket open() {
        return browser.openSocket(victim.challenge(), TestPlatform.issuer().toString());
    }
}
