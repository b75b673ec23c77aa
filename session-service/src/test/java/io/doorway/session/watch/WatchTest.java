package io.doorway.session.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Timing;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.browser.DpopProofs;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.PageKey;
import io.doorway.testkit.browser.StateHeard;
import io.doorway.testkit.browser.WaitingSocket;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WithRedis.class)
@WithTestResource(WithKafka.class)
class WatchTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HeadlessBrowser.newClient();

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
    private WatchedLogin login;

    @BeforeEach
    void begin() {
        browser = newBrowser();
        login = WatchedLogin.begin(transitions, store, browser);
    }

    private HeadlessBrowser newBrowser() {
        URI origin = URI.create("http://" + address.getAuthority());
        return new HeadlessBrowser(HTTP, origin, issuer).useBindingCookie(WatchedLogin.newCookie());
    }

    @Test
    void theCurrentStateComesFirst() {
        login.scan();

        StateHeard first = browser.watch(login.id()).awaitFirst(SOON).state();

        assertThat(first.state()).isEqualTo("scanned");
        assertThat(first.version()).isEqualTo(2);
        assertThat(first.check()).isEqualTo("none");
        assertThat(first.deadline()).isAfter(first.at());
    }

    @Test
    void eachTransitionIsPushedOnceAndTheLastClosesTheSocket() {
        WaitingSocket socket = browser.watch(login.id());
        socket.awaitFirst(SOON);

        login.scan();
        socket.await("scanned", SOON);
        login.approve();
        socket.await("approved", SOON);
        login.consume();

        assertThat(socket.awaitClose(SOON)).isEqualTo(1000);
        assertThat(socket.heard().stream().map(StateHeard::version)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aBrowserThatComesLateLearnsTheEnd() {
        login.scan();
        login.reject();

        WaitingSocket socket = browser.watch(login.id());

        assertThat(socket.awaitFirst(SOON).state().state()).isEqualTo("rejected");
        assertThat(socket.awaitClose(SOON)).isEqualTo(1000);
    }

    @Test
    void aDeadlineThatPassedIsToldThoughNobodyWroteItDown() {
        Timing short1 = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        WatchedLogin brief = WatchedLogin.begin(transitions, store, browser, short1);

        WaitingSocket socket = browser.watch(brief.id());

        StateHeard last = socket.await("expired", Duration.ofSeconds(7)).state();
        assertThat(last.version()).isEqualTo(2);
        assertThat(last.deadline()).isNull();
    }

    @Test
    void withoutAnEventTheStateIsKnownWithinFiveSeconds() {
        WaitingSocket socket = browser.watch(login.id());
        socket.awaitFirst(SOON);

        login.scanUntold(store);

        assertThat(socket.await("scanned", Duration.ofSeconds(5)).state().version())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"null", "http://evil.example", "http://localhost:8080.evil.example", "https://localhost:8080"})
    void onlyOurOwnPagesOpenASocket(String origin) {
        assertThatThrownBy(() -> browser.openSocket(login.id(), origin))
                .isInstanceOfSatisfying(
                        BrowserRefusedException.class,
                        refused -> assertThat(refused.answer().status()).isEqualTo(403));
    }

    @Test
    void aSocketNeedsABindingCookie() {
        browser.useBindingCookie(null);

        assertThatThrownBy(() -> browser.watch(login.id())).isInstanceOf(BrowserRefusedException.class);
    }

    @Test
    void unknownAndNotYoursAreOneAnswer() {
        WatchedLogin other = WatchedLogin.begin(transitions, store, newBrowser());
        String nobodys = WatchedLogin.newCookie();

        assertThat(browser.watch(nobodys).awaitClose(SOON)).isEqualTo(4404);
        assertThat(browser.watch(other.id()).awaitClose(SOON)).isEqualTo(4404);
        assertThat(browser.use(PageKey.generate()).watch(login.id()).awaitClose(SOON))
                .isEqualTo(4404);
    }

    @Test
    void aProofIsUsedOnce() {
        String proof = browser.proof("GET", HeadlessBrowser.eventsPath(login.id()));
        greeted(browser, proof).awaitFirst(SOON);

        assertThat(greeted(browser, proof).awaitClose(SOON)).isEqualTo(4401);
    }

    @Test
    void aProofForAnotherAddressOrMethodIsNone() {
        PageKey key = browser.key();
        String path = HeadlessBrowser.eventsPath(login.id());

        assertThat(greeted(browser, DpopProofs.sign(key, "POST", URI.create(issuer + path)))
                        .awaitClose(SOON))
                .isEqualTo(4401);
        assertThat(greeted(browser, DpopProofs.sign(key, "GET", URI.create("http://evil.example" + path)))
                        .awaitClose(SOON))
                .isEqualTo(4401);
    }

    @Test
    void whoSaysNothingIsCutOff() {
        WaitingSocket socket = browser.openSocket(login.id(), issuer.toString());

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
                "{\"type\":\"hello\",\"type\":\"hello\",\"proof\":\"x\"}"
            })
    void onlyAHelloIsUnderstood(String text) {
        WaitingSocket socket = browser.openSocket(login.id(), issuer.toString());

        socket.send(text);

        assertThat(socket.awaitClose(SOON)).isEqualTo(4400);
    }

    @Test
    void aSecondMessageIsOneTooMany() {
        WaitingSocket socket = browser.watch(login.id());
        socket.awaitFirst(SOON);

        socket.hello(browser.proof("GET", HeadlessBrowser.eventsPath(login.id())));

        assertThat(socket.awaitClose(SOON)).isEqualTo(4400);
    }

    @Test
    void aHugeFrameEndsTheSocket() {
        WaitingSocket socket = browser.openSocket(login.id(), issuer.toString());

        socket.send("x".repeat(5000));

        assertThat(socket.awaitClose(SOON)).isIn(1009, 1006);
    }

    @Test
    void threeMayWatchAndAFourthMayNot() {
        List<WaitingSocket> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            WaitingSocket socket = browser.watch(login.id());
            socket.awaitFirst(SOON);
            three.add(socket);
        }

        assertThat(browser.watch(login.id()).awaitClose(SOON)).isEqualTo(4429);
        login.scan();
        three.forEach(socket -> socket.await("scanned", SOON));
    }

    @Test
    void whoHasLeftIsForgotten() {
        WaitingSocket socket = browser.watch(login.id());
        socket.awaitFirst(SOON);

        socket.close();

        long patience = System.nanoTime() + SOON.toNanos();
        while (watchers.watch(login.id()) && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(watchers.watch(login.id())).isFalse();
    }

    @Test
    void pollingTellsTheState() {
        login.scan();

        StateHeard state = browser.poll(login.id());

        assertThat(state.state()).isEqualTo("scanned");
    }

    @Test
    void pollingNeedsCookieAndProofToo() {
        String path = HeadlessBrowser.eventsPath(login.id());
        Map<String, String> json = Map.of("Accept", "application/json");

        assertThat(browser.send("GET", path, json).status()).isEqualTo(401);
        assertProblem(newBrowser().prove("GET", path, json), 404, "challenge-not-found");
        assertProblem(browser.prove("GET", HeadlessBrowser.eventsPath("nonsense"), json), 404, "challenge-not-found");
    }

    @Test
    void serverSentEventsTellTheSame() throws Exception {
        EventStream stream = EventStream.open(HTTP, address, browser, login.id());
        assertThat(stream.next().state()).isEqualTo("created");

        login.scan();
        assertThat(stream.next().state()).isEqualTo("scanned");
        login.reject();

        assertThat(stream.next().state()).isEqualTo("rejected");
        assertThat(stream.ended()).isTrue();
    }

    @Test
    void serverSentEventsNeedCookieAndProofToo() {
        String path = HeadlessBrowser.eventsPath(login.id());
        Map<String, String> events = Map.of("Accept", "text/event-stream");

        assertThat(browser.send("GET", path, events).status()).isEqualTo(401);
        assertProblem(newBrowser().prove("GET", path, events), 404, "challenge-not-found");
    }

    private WaitingSocket greeted(HeadlessBrowser by, String proof) {
        WaitingSocket socket = by.openSocket(login.id(), issuer.toString());
        socket.hello(proof);
        return socket;
    }

    private static void assertProblem(BrowserAnswer answer, int status, String name) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:doorway:problem:" + name);
    }
}
