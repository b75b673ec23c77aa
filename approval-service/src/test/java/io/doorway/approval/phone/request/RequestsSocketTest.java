package io.doorway.approval.phone.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The WebSocket of an open app, over which requests without a browser arrive. */
@ApprovalServiceTest
class RequestsSocketTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    @Inject
    PendingRequests pendingRequests;

    private HeadlessPhone phone;
    private AccountId account;

    @BeforeEach
    void enrol() {
        phone = passkeys.phonePastCoolingOff();
        account = new AccountId(phone.identity().account());
    }

    @Test
    void aRequestArrivesAtTheOpenAppAndIsGoneWhenItIsDecided() throws Exception {
        App app = App.open();
        app.prove(phone, app.nonce());
        assertThat(app.requests().getJsonArray("requests")).isEmpty();

        TestChallenge login = requested();

        JsonObject listed = app.requests().getJsonArray("requests").getJsonObject(0);
        assertThat(listed.getString("challenge_id")).isEqualTo(login.id().value());
        assertThat(listed.getString("binding_message")).isEqualTo("K7 at till 4");
        phone.reject(phone.openRequest(login.id().value()), "changed_mind");
        while (!app.requests().getJsonArray("requests").isEmpty()) {
            // First it is listed as opened.
            continue;
        }
    }

    @Test
    void anotherAccountsAppHearsNothingOfIt() throws Exception {
        HeadlessPhone other = passkeys.phonePastCoolingOff();
        App app = App.open();
        app.prove(other, app.nonce());
        assertThat(app.requests().getJsonArray("requests")).isEmpty();

        requested();
        AccountId own = new AccountId(other.identity().account());
        TestChallenge ofTheOther = requested(own);

        assertThat(app.requests().getJsonArray("requests"))
                .singleElement()
                .satisfies(listed -> assertThat(((JsonObject) listed).getString("challenge_id"))
                        .isEqualTo(ofTheOther.id().value()));
    }

    @Test
    void onlyTheNonceOfThisConnectionProvesTheDevice() throws Exception {
        App first = App.open();
        App second = App.open();
        String ofTheFirst = first.nonce();
        second.nonce();

        second.prove(phone, ofTheFirst);

        assertThat(second.closed()).isEqualTo(4401);
    }

    @Test
    void aMessageThatIsNoneAndASecondOneEndTheConnection() throws Exception {
        App forged = App.open();
        forged.nonce();
        forged.send("no message");
        assertThat(forged.closed()).isEqualTo(4401);

        App repeated = App.open();
        repeated.prove(phone, repeated.nonce());
        repeated.requests();
        repeated.send("again");
        assertThat(repeated.closed()).isEqualTo(4400);
    }

    @Test
    void aRevokedDeviceIsDisconnectedWhenThereIsNews() throws Exception {
        App app = App.open();
        app.prove(phone, app.nonce());
        app.requests();
        phone.revoke(phone.identity().credentialId());

        requested();

        assertThat(app.closed()).isEqualTo(4401);
    }

    @Test
    void aPageOfAnotherOriginGetsNoSocket() {
        assertThat(HTTP.newWebSocketBuilder()
                        .header("Origin", "https://another.example")
                        .buildAsync(App.address(), new WebSocket.Listener() {}))
                .failsWithin(TIMEOUT)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("WebSocketHandshakeException");
    }

    private TestChallenge requested() {
        return requested(account);
    }

    /** In the order of session-service: the list first, then the challenge and its event. */
    private TestChallenge requested(AccountId asked) {
        TestChallenge login = logins.create(LoginRequestBuilder.DEFAULT.backchannel(asked, "K7 at till 4"));
        pendingRequests
                .admit(
                        asked,
                        new ClientId("bank"),
                        login.id(),
                        Duration.ofMinutes(5),
                        new PendingRequests.Bounds(5, 20))
                .await()
                .indefinitely();
        // The event may have come before the list was written here; that of another challenge follows.
        logins.create(LoginRequestBuilder.DEFAULT.backchannel(asked, null));
        return login;
    }

    /** An app with an open socket. */
    private static final class App implements WebSocket.Listener {
        private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private WebSocket socket;

        static URI address() {
            return URI.create("ws://localhost:" + RestAssured.port + "/approvals/requests/events");
        }

        static App open() {
            App app = new App();
            app.socket = HTTP.newWebSocketBuilder()
                    .header("Origin", EnrolledPhones.ISSUER)
                    .buildAsync(address(), app)
                    .join();
            return app;
        }

        String nonce() throws InterruptedException {
            return next("nonce").getString("nonce");
        }

        JsonObject requests() throws InterruptedException {
            return next("requests");
        }

        int closed() throws Exception {
            return closed.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }

        void prove(HeadlessPhone phone, String nonce) {
            send(phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce)));
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        private JsonObject next(String type) throws InterruptedException {
            JsonObject message = received.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message of type " + type).isNotNull();
            assertThat(message.getString("type")).isEqualTo(type);
            return message;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = new JsonObject(text.toString());
                text.setLength(0);
                if (!message.getString("type").equals("alive")) {
                    received.add(message);
                }
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return CompletableFuture.completedFuture(null);
        }
    }
}
