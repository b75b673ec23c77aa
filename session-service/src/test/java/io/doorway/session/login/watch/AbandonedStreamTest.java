package io.doorway.session.login.watch;

import static org.awaitility.Awaitility.await;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.protocol.encoding.Base64Url;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients that are gone before their stream of server-sent events begins. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(RedisTestResource.class)
@WithTestResource(KafkaTestResource.class)
class AbandonedStreamTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int CLIENTS = 100;
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
    ConnectionLimit connections;

    @Test
    void anAbandonedStreamIsNotCountedAsAConnection() throws IOException {
        int before = connections.count(LOOPBACK);

        for (int i = 0; i < CLIENTS; i++) {
            requestAndLeave();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> connections.count(LOOPBACK) <= before);
    }

    private void requestAndLeave() throws IOException {
        URI origin = URI.create("http://" + address.getAuthority());
        HeadlessBrowser browser = new HeadlessBrowser(HeadlessBrowser.newClient(), origin, issuer)
                .useBindingCookie(Base64Url.random(RANDOM, 16));
        StoredLogin login = StoredLogin.create(
                store,
                transitions,
                LoginRequestBuilder.DEFAULT
                        .cookieHash(browser.bindingCookieHash())
                        .browserKey(browser.key().thumbprint())
                        .timing(Timing.DEFAULT));
        String path = HeadlessBrowser.eventsPath(login.id().value());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nAccept: text/event-stream\r\nCookie: __Host-doorway="
                                    + browser.bindingCookie() + "\r\nDPoP: " + browser.proof("GET", path) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
