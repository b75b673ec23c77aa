package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.WaitingSocket;
import java.time.Duration;
import java.util.ArrayList;
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
        row = 25,
        name = "WebSocket floods: more sockets, larger messages, other messages or silence",
        control =
                "One hello of 4 KiB within five seconds and nothing after it; three sockets for one login; nothing is compressed",
        where = "session-service `WatchSocket`, `Hello`, `Watchers`")
class Attack25SocketFloodTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SOCKETS = 3;

    private static Victim victim;
    private static HeadlessBrowser browser;

    @BeforeAll
    static void aBrowserWaits() {
        victim = Victim.at("scanned");
        browser = victim.login().browser();
    }

    @ParameterizedTest
    @MethodSource
    void aMessageThatIsNoHello(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aMessageThatIsNoHello() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("empty", "");
        messages.put("no JSON", "hello");
        messages.put("a list", "[]");
        messages.put("a number", "1");
        messages.put("null", "null");
        messages.put("an empty object", "{}");
        messages.put("no type", "{\"proof\":\"x\"}");
        messages.put("another type", "{\"type\":\"goodbye\",\"proof\":\"x\"}");
        messages.put("type in capitals", "{\"type\":\"HELLO\",\"proof\":\"x\"}");
        messages.put("a type that is a list", "{\"type\":[\"hello\"],\"proof\":\"x\"}");
        messages.put("one member more", "{\"type\":\"hello\",\"proof\":\"x\",\"more\":1}");
        messages.put("a member twice", "{\"type\":\"hello\",\"type\":\"hello\",\"proof\":\"x\"}");
        messages.put("something after it", "{\"type\":\"hello\",\"proof\":\"x\"}{}");
        messages.put("deep", "[".repeat(1500));
        messages.put("deep in a member", "{\"type\":" + "[".repeat(1500));
        messages.put("a proof that is an object", "{\"type\":\"hello\",\"proof\":{}}");
        messages.put("a comment", "/* x */{\"type\":\"hello\",\"proof\":\"x\"}");
        messages.put("a long number", "1".repeat(4000));
        messages.put("an unpaired surrogate", "{\"type\":\"\\ud800\"}");
        return messages.entrySet().stream().map(message -> said(message.getKey(), message.getValue(), 4400));
    }

    @ParameterizedTest
    @MethodSource
    void aMessageThatIsTooLarge(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aMessageThatIsTooLarge() {
        return Stream.of(4097, 8192, 65_536, 1_048_576)
                .map(size -> Attempt.of(size + " bytes", () -> {
                            Answer answer = say("{\"type\":\"hello\",\"proof\":\"" + "x".repeat(size) + "\"}");
                            // The connection may be cut before the close code has come.
                            return answer.status() == 1006 ? Answer.of(1009, "") : answer;
                        })
                        .refused(1009, "")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void moreThanAHello(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> moreThanAHello() {
        return Stream.of(
                Attempt.of("a second hello", () -> {
                            try (WaitingSocket socket = browser.watch(victim.challenge())) {
                                socket.awaitFirst(PATIENCE);
                                socket.hello(browser.proof("GET", HeadlessBrowser.eventsPath(victim.challenge())));
                                return Answer.of(socket.awaitClose(PATIENCE), "");
                            }
                        })
                        .refused(4400, "")
                        .named(),
                Attempt.of("a word after the hello", () -> {
                            try (WaitingSocket socket = browser.watch(victim.challenge())) {
                                socket.awaitFirst(PATIENCE);
                                socket.send("more");
                                return Answer.of(socket.awaitClose(PATIENCE), "");
                            }
                        })
                        .refused(4400, "")
                        .named(),
                Attempt.of("silence", () -> {
                            try (WaitingSocket socket = open()) {
                                return Answer.of(socket.awaitClose(PATIENCE), "");
                            }
                        })
                        .refused(4401, "")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aFourthSocket(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFourthSocket() {
        return Stream.of(Attempt.of("while three watch", () -> {
                    Victim watched = Victim.at("scanned");
                    HeadlessBrowser page = watched.login().browser();
                    List<WaitingSocket> sockets = new ArrayList<>();
                    for (int i = 0; i < SOCKETS; i++) {
                        sockets.add(page.watch(watched.challenge()));
                        sockets.getLast().awaitFirst(PATIENCE);
                    }
                    Answer fourth = Moves.watch(
                            page,
                            watched.challenge(),
                            page.proof("GET", HeadlessBrowser.eventsPath(watched.challenge())));
                    sockets.forEach(WaitingSocket::close);
                    return fourth;
                })
                .refused(4429, "")
                .named());
    }

    @Test
    void nothingIsCompressedWhateverIsOffered() throws Exception {
        Answer answer =
                RawHttp.exchange(("GET " + HeadlessBrowser.eventsPath(victim.challenge()) + " HTTP/1.1\r\nHost: "
                                + Doorway.issuer().getAuthority() + "\r\nOrigin: " + Doorway.issuer()
                                + "\r\nCookie: __Host-doorway=" + browser.bindingCookie()
                                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.body()).doesNotContainIgnoringCase("sec-websocket-extensions");
    }

    @Test
    void othersAreServedMeanwhile() {
        List<WaitingSocket> silent =
                Stream.generate(Attack25SocketFloodTest::open).limit(100).toList();

        assertThat(Tokens.accessToken(Victim.at("approved").login())).isNotEmpty();
        silent.forEach(WaitingSocket::close);
    }

    private static Named<Attempt> said(String name, String message, int closeCode) {
        return Attempt.of(name, () -> say(message))
                .refused(closeCode, "")
                .leaving(victim::state, "scanned")
                .named();
    }

    private static Answer say(String message) {
        try (WaitingSocket socket = open()) {
            try {
                socket.send(message);
            } catch (java.util.concurrent.CompletionException closedMeanwhile) {
                return Answer.of(socket.awaitClose(PATIENCE), "");
            }
            return Answer.of(socket.awaitClose(PATIENCE), "");
        }
    }

    private static WaitingSocket open() {
        return browser.openSocket(victim.challenge(), Doorway.issuer().toString());
    }
}
