package io.doorway.session.provider.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is posted to relying parties, and where to. */
class OutgoingPostsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close();
    }

    @Test
    void anAddressThatIsNotPublicGetsNothing() {
        OutgoingPosts posts = new OutgoingPosts(new OutgoingAddresses(() -> false), vertx);

        assertThatThrownBy(() -> post(posts, "/ping")).hasMessageContaining("is not public");

        assertThat(received).isEmpty();
        posts.close();
    }

    /** It could lead the token of a client to another server. */
    @Test
    void aRedirectIsTheAnswerAndIsNotFollowed() {
        OutgoingPosts posts = new OutgoingPosts(new OutgoingAddresses(() -> true), vertx);

        assertThat(post(posts, "/ping?a=b")).isEqualTo(307);

        assertThat(received).containsExactly("/ping?a=b Bearer token");
        posts.close();
    }

    private int post(OutgoingPosts posts, String path) {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return posts.post(address, Map.of("Authorization", "Bearer token"), "{}")
                .await()
                .atMost(TIMEOUT);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        }
    }
}
