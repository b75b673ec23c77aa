package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.login.browser.SocketTokens;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.doorway.testkit.store.StoredLogin;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody but the browser of a login watches it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(RedisTestResource.class)
@WithTestResource(KafkaTestResource.class)
class WatchAuthenticationTest extends WaitingBrowsers {

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

        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(4401);
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
    void pollingRequiresCookieAndProof() {
        String path = HeadlessBrowser.eventsPath(id);
        Map<String, String> json = Map.of("Accept", "application/json");

        assertThat(browser.send("GET", path, json).status()).isEqualTo(401);
        assertProblem(newBrowser().sendWithProof("GET", path, json), 404, "challenge-not-found");
        assertProblem(
                browser.sendWithProof("GET", HeadlessBrowser.eventsPath("nonsense"), json), 404, "challenge-not-found");
    }

    @Test
    void serverSentEventsRequireCookieAndProof() {
        String path = HeadlessBrowser.eventsPath(id);
        Map<String, String> events = Map.of("Accept", "text/event-stream");

        assertThat(browser.send("GET", path, events).status()).isEqualTo(401);
        assertProblem(newBrowser().sendWithProof("GET", path, events), 404, "challenge-not-found");
    }
}
