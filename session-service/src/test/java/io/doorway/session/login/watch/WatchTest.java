package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.ObservedState;
import io.doorway.login.browser.SocketTokens;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.qr.QrFrames.FrameStatus;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.doorway.testkit.store.StoredLogin;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(RedisTestResource.class)
@WithTestResource(KafkaTestResource.class)
class WatchTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HeadlessBrowser.newClient();
    private static final SecureRandom RANDOM = new SecureRandom();

    @TestHTTPResource
    URI address;

    @ConfigProperty(name = "doorway.issuer")
    URI issuer;

    @Inject
    Transitions transitions;

    @Inject
    ChallengeStore store;

    @Inject
    Watchers watchers;

    private HeadlessBrowser browser;
    private StoredLogin login;
    private String id;

    @BeforeEach
    void begin() {
        browser = newBrowser();
        login = begin(browser, Timing.DEFAULT);
        id = login.id().value();
    }

    private HeadlessBrowser newBrowser() {
        URI origin = URI.create("http://" + address.getAuthority());
        return new HeadlessBrowser(HTTP, origin, issuer).useBindingCookie(newCookie());
    }

    private static String newCookie() {
        return Base64Url.random(RANDOM, 16);
    }

    private StoredLogin begin(HeadlessBrowser waiting, Timing timing) {
        return StoredLogin.create(
                store,
                transitions,
                LoginRequestBuilder.DEFAULT
                        .cookieHash(waiting.bindingCookieHash())
                        .browserKey(waiting.key().thumbprint())
                        .timing(timing));
    }

    @Test
    void theFirstMessageIsTheCurrentState() {
        login.scan();

        ObservedState first =
                browser.openEventSocket(id).awaitFirstState(TIMEOUT).state();

        assertThat(first.state()).isEqualTo("scanned");
        assertThat(first.version()).isEqualTo(2);
        assertThat(first.check()).isEqualTo("none");
        assertThat(first.deadline()).isAfter(first.at());
    }

    @Test
    void eachTransitionIsSentOnceAndTheTerminalOneClosesTheSocket() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitFirstState(TIMEOUT);

        login.scan();
        socket.await("scanned", TIMEOUT);
        login.approve();
        socket.await("approved", TIMEOUT);
        login.consume();

        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(1000);
        assertThat(socket.receivedStates().stream().map(ObservedState::version)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aBrowserThatConnectsAfterTheEndGetsTheTerminalState() {
        login.scan();
        login.reject();

        LoginEventSocket socket = browser.openEventSocket(id);

        assertThat(socket.awaitFirstState(TIMEOUT).state().state()).isEqualTo("rejected");
        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(1000);
    }

    @Test
    void aPassedDeadlineIsSentAsExpiredBeforeTheSweeperRuns() {
        Timing oneSecondEach = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        StoredLogin expiring = begin(browser, oneSecondEach);

        LoginEventSocket socket = browser.openEventSocket(expiring.id().value());

        ObservedState last = socket.await("expired", Duration.ofSeconds(7)).state();
        assertThat(last.version()).isEqualTo(2);
        assertThat(last.deadline()).isNull();
    }

    @Test
    void withoutAnEventTheStateIsSentWhenTheDeadlineOfTheOneBeforeHasPassed() {
        Timing shortScan = new Timing(Duration.ofSeconds(4), Duration.ofMinutes(1), Duration.ofSeconds(10));
        StoredLogin unpublished = begin(browser, shortScan);
        LoginEventSocket socket = browser.openEventSocket(unpublished.id().value());
        socket.awaitFirstState(TIMEOUT);

        unpublished.scanUnpublished();

        assertThat(socket.await("scanned", Duration.ofSeconds(10)).state().version())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"null", "http://evil.example", "http://localhost:8080.evil.example", "https://localhost:8080"})
    void anotherOriginCannotOpenASocket(String origin) {
        assertThatThrownBy(() -> browser.openSocket(id, origin))
                .isInstanceOfSatisfying(
                        BrowserRefusedException.class,
                        refused -> assertThat(refused.response().status()).isEqualTo(403));
    }

    @Test
    void aSocketRequiresABindingCookie() {
        browser.useBindingCookie(null);

        assertThatThrownBy(() -> browser.openEventSocket(id)).isInstanceOf(BrowserRefusedException.class);
    }

    @Test
    void anUnknownChallengeAndOneOfAnotherBrowserGetTheSameCloseCode() {
        StoredLogin other = begin(newBrowser(), Timing.DEFAULT);
        String unknownId = newCookie();

        assertThat(browser.openEventSocket(unknownId).awaitClose(TIMEOUT)).isEqualTo(4404);
        assertThat(browser.openEventSocket(other.id().value()).awaitClose(TIMEOUT))
                .isEqualTo(4404);
        assertThat(browser.useKey(BrowserKeyPair.generate()).openEventSocket(id).awaitClose(TIMEOUT))
                .isEqualTo(4404);
    }

    @Test
    void aProofCannotBeUsedTwice() {
        String proof = browser.proof("GET", HeadlessBrowser.eventsPath(id));
        socketWithHello(browser, proof).awaitFirstState(TIMEOUT);

        assertThat(socketWithHello(browser, proof).awaitClose(TIMEOUT)).isEqualTo(4401);
    }

    @Test
    void theTokenOfAChallengeOpensOneSocket() {
        String token = SocketTokens.of(login.created());

        List<LoginEventSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(browser.openSocket(id, issuer.toString()));
        }

        sockets.forEach(socket -> socket.sendToken(token));

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(sockets.stream().filter(socket -> socket.closeCode() == 4401))
                        .hasSize(2));
        assertThat(sockets.stream().filter(socket -> socket.closeCode() < 0))
                .singleElement()
                .satisfies(socket -> socket.awaitFirstState(TIMEOUT));
        socketWithHello(browser, browser.proof("GET", HeadlessBrowser.eventsPath(id)))
                .awaitFirstState(TIMEOUT);
    }

    @Test
    void aTokenOfAnotherChallengeOrOfAnotherBrowserIsAnsweredAsAnUnknownChallenge() {
        HeadlessBrowser stranger = newBrowser();
        StoredLogin other = begin(browser, Timing.DEFAULT);
        StoredLogin ofStranger = begin(stranger, Timing.DEFAULT);

        assertThat(closeCode(browser, id, SocketTokens.of(other.created()))).isEqualTo(4404);
        assertThat(closeCode(browser, id, SocketTokens.of(ofStranger.created())))
                .isEqualTo(4404);
        assertThat(closeCode(stranger, id, SocketTokens.of(login.created()))).isEqualTo(4404);
        assertThat(closeCode(browser, newCookie(), SocketTokens.of(login.created())))
                .isEqualTo(4404);
        assertThat(closeCode(browser, id, "")).isEqualTo(4404);
    }

    @Test
    void aTokenThatIsRefusedIsNotUsedUp() {
        String token = SocketTokens.of(login.created());
        closeCode(newBrowser(), id, token);

        LoginEventSocket socket = browser.openSocket(id, issuer.toString());
        socket.sendToken(token);

        assertThat(socket.awaitFirstState(TIMEOUT).state().state()).isEqualTo("created");
    }

    @Test
    void aTokenExpiresThirtySecondsAfterTheCreation() {
        LoginRequestBuilder request = LoginRequestBuilder.DEFAULT
                .cookieHash(browser.bindingCookieHash())
                .browserKey(browser.key().thumbprint());
        StoredLogin old = StoredLogin.create(store, transitions, request, SocketTokens.VALID_FOR);

        assertThat(closeCode(browser, old.id().value(), SocketTokens.of(old.created())))
                .isEqualTo(4401);
    }

    @Test
    void theFramesArriveOnTheSocketOneAfterTheOtherAndNotBeforeTheirTime() {
        LoginEventSocket socket = browser.openEventSocket(id);
        await().atMost(Duration.ofSeconds(6))
                .until(() -> socket.receivedFrames().size() >= 4);

        QrFrames frames = QrFrames.of(login.created());
        List<QrFrame> received = socket.receivedFrames().stream()
                .map(frame -> QrFrame.parse(
                                frame.content().substring(frame.content().lastIndexOf('/') + 1))
                        .orElseThrow())
                .toList();
        int first = received.getFirst().t();
        assertThat(received.stream().map(QrFrame::t))
                .containsExactlyElementsOf(
                        IntStream.range(first, first + received.size()).boxed().toList());
        assertThat(received)
                .allSatisfy(frame -> assertThat(frames.check(frame, frames.notBefore(frame.t())))
                        .isEqualTo(FrameStatus.FRESH));
        assertThat(frames.notBefore(received.getLast().t()))
                .isBefore(login.snapshot().now().plusSeconds(1));
    }

    @Test
    void aScannedChallengeHasNoMoreFrames() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitQr(TIMEOUT);
        login.scan();
        socket.await("scanned", TIMEOUT);
        int frames = socket.receivedFrames().size();
        login.approve();
        login.consume();

        socket.awaitClose(TIMEOUT);

        assertThat(socket.receivedFrames()).hasSizeLessThanOrEqualTo(frames + 1);
    }

    private int closeCode(HeadlessBrowser watcher, String challenge, String token) {
        LoginEventSocket socket = watcher.openSocket(challenge, issuer.toString());
        socket.sendToken(token);
        return socket.awaitClose(TIMEOUT);
    }

    @Test
    void aProofForAnotherAddressOrMethodIsInvalid() {
        BrowserKeyPair key = browser.key();
        String path = HeadlessBrowser.eventsPath(id);

        assertThat(socketWithHello(browser, key.proof("POST", URI.create(issuer + path)))
                        .awaitClose(TIMEOUT))
                .isEqualTo(4401);
        assertThat(socketWithHello(browser, key.proof("GET", URI.create("http://evil.example" + path)))
                        .awaitClose(TIMEOUT))
                .isEqualTo(4401);
    }

    @Test
    void aSocketWithoutHelloIsClosed() {
        LoginEventSocket socket = browser.openSocket(id, issuer.toString());

        assertThat(socket.awaitClose(Duration.ofSeconds(7))).isEqualTo(4401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "{\"type\":\"hi\",\"proof\":\"x\"}",
                "[]",
                "null",
                "{\"type\":\"hello\",\"proof\":\"x\",\"more\":1}",
                "{\"type\":\"hello\",\"proof\":\"x\",\"token\":\"x\"}",
                "{\"type\":\"hello\",\"token\":\"x\",\"token\":\"x\"}",
                "{\"type\":\"hello\",\"type\":\"hello\",\"proof\":\"x\"}"
            })
    void anyMessageButAHelloIsMalformed(String text) {
        LoginEventSocket socket = browser.openSocket(id, issuer.toString());

        socket.send(text);

        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(4400);
    }

    @Test
    void aSecondMessageIsMalformed() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitFirstState(TIMEOUT);

        socket.sendHello(browser.proof("GET", HeadlessBrowser.eventsPath(id)));

        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(4400);
    }

    @Test
    void anOversizedFrameClosesTheSocket() {
        LoginEventSocket socket = browser.openSocket(id, issuer.toString());

        socket.send("x".repeat(5000));

        assertThat(socket.awaitClose(TIMEOUT)).isIn(1009, 1006);
    }

    @Test
    void aFourthWatcherIsRefused() {
        List<LoginEventSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            LoginEventSocket socket = browser.openEventSocket(id);
            socket.awaitFirstState(TIMEOUT);
            sockets.add(socket);
        }

        assertThat(browser.openEventSocket(id).awaitClose(TIMEOUT)).isEqualTo(4429);
        login.scan();
        sockets.forEach(socket -> socket.await("scanned", TIMEOUT));
    }

    @Test
    void aClosedSocketIsUnsubscribed() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitFirstState(TIMEOUT);

        socket.close();

        await().atMost(TIMEOUT).until(() -> !watchers.isWatched(login.id()));
    }

    @Test
    void pollingReturnsTheState() {
        login.scan();

        ObservedState state = browser.poll(id);

        assertThat(state.state()).isEqualTo("scanned");
    }

    @Test
    void pollingRequiresCookieAndProof() {
        String path = HeadlessBrowser.eventsPath(id);
        Map<String, String> json = Map.of("Accept", "application/json");

        assertThat(browser.send("GET", path, json).status()).isEqualTo(401);
        assertProblem(newBrowser().sendWithProof("GET", path, json), 404, "challenge-not-found");
        assertProblem(
                browser.sendWithProof("GET", HeadlessBrowser.eventsPath("nonsense"), json), 404, "challenge-not-found");
    }

    @Test
    void serverSentEventsSendTheSameStates() throws Exception {
        SseClient stream = SseClient.open(HTTP, address, browser, id);
        assertThat(stream.next().state()).isEqualTo("created");

        login.scan();
        assertThat(stream.next().state()).isEqualTo("scanned");
        login.reject();

        assertThat(stream.next().state()).isEqualTo("rejected");
        assertThat(stream.ended()).isTrue();
    }

    @Test
    void serverSentEventsRequireCookieAndProof() {
        String path = HeadlessBrowser.eventsPath(id);
        Map<String, String> events = Map.of("Accept", "text/event-stream");

        assertThat(browser.send("GET", path, events).status()).isEqualTo(401);
        assertProblem(newBrowser().sendWithProof("GET", path, events), 404, "challenge-not-found");
    }

    private LoginEventSocket socketWithHello(HeadlessBrowser watcher, String proof) {
        LoginEventSocket socket = watcher.openSocket(id, issuer.toString());
        socket.sendHello(proof);
        return socket;
    }

    private static void assertProblem(BrowserResponse response, int status, String name) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).contains("urn:doorway:problem:" + name);
    }
}
