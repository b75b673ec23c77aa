package io.doorway.web.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class OwnRequestsTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final OwnRequests requests = new OwnRequests();

    @Test
    void everyPathIsRequestedInOrderWhateverIsAnswered() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(received.size() == 1 ? 405 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            listening("0.0.0.0", server.getAddress().getPort());
            requests.get(List.of("/login/warm-up/complete", "/"));
        } finally {
            server.stop(0);
        }

        assertThat(received).containsExactly("GET /login/warm-up/complete", "GET /");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotWaitedForLongerThanASecond() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            listening(LOOPBACK, silent.getLocalPort());

            assertThatThrownBy(() -> requests.get(List.of("/"))).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aServiceThatDoesNotListenIsNotWaitedForLongerThanASecond() {
        assertThatThrownBy(() -> requests.get(List.of("/"))).isInstanceOf(TimeoutException.class);
    }

    private void listening(String host, int port) {
        requests.onServerStart(
                new HttpServerStart(new HttpServerOptions().setHost(host).setPort(port)));
    }
}
