package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.Gateway.Endpoint;
import io.doorway.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway in front of two instances of one service, which answer with their name. */
class GatewayInstancesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int REQUESTS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient browser = vertx.createHttpClient();
    private final ServiceInstances instances = new ServiceInstances();
    private final int port = Ports.free();
    private final Backend first = new Backend("first");
    private final Backend second = new Backend("second");
    private Gateway gateway;

    @BeforeEach
    void start() {
        instances.add(first.address());
        instances.add(second.address());
        gateway = Gateway.start(
                Endpoint.loopback(port),
                URI.create("https://id.example.org"),
                path -> Optional.of(instances),
                Optional.empty());
    }

    @AfterEach
    void stop() {
        gateway.close();
        await(vertx.close());
    }

    @Test
    void requestsOfOneConnectionGoToEachInstanceInTurn() {
        assertThat(answers(4)).containsExactly("first", "second", "first", "second");
    }

    @Test
    void webSocketsGoToEachInstanceInTurn() {
        assertThat(Stream.of(socketAnswer(), socketAnswer())).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void aRequestIsSentToTheOtherInstanceIfOneAcceptsNoConnection() {
        second.close();

        assertThat(answers(REQUESTS)).containsOnly("first");
        assertThat(socketAnswer()).isEqualTo("first");
        assertThat(socketAnswer()).isEqualTo("first");
        assertThat(first.requests).as("nothing is sent twice").hasValue(REQUESTS);
    }

    @Test
    void aRequestThatMayHaveBeenSentIsNotRepeated() {
        first.breakConnections = true;

        List<Integer> statuses = statuses(2);

        assertThat(statuses).containsExactlyInAnyOrder(200, 502);
        assertThat(second.requests).hasValue(1);
    }

    @Test
    void anInstanceThatIsNotReadyGetsNothingUntilItIsReadyAgain() {
        gateway.probe(List.of(instances));
        first.ready = false;
        Awaitility.await().atMost(TIMEOUT).until(() -> answers(2), answers -> !answers.contains("first"));

        assertThat(answers(REQUESTS)).containsOnly("second");

        first.ready = true;
        Awaitility.await().atMost(TIMEOUT).until(() -> answers(2), answers -> answers.contains("first"));
    }

    @Test
    void ifNoInstanceIsReadyTheyAnswerThemselves() {
        instances.report(first.address(), false);
        instances.report(second.address(), false);

        assertThat(statuses(2)).containsOnly(200);
    }

    @Test
    void instancesAreFoundByNameAndThoseThatHaveGoneAreForgotten() {
        instances.add(SocketAddress.inetSocketAddress(first.address().port(), "127.0.0.2"));

        gateway.discover(Map.of("localhost", instances), first.address().port());

        Awaitility.await().atMost(TIMEOUT).until(instances::addresses, List.of(first.address())::equals);
        assertThat(answers(2)).containsOnly("first");
    }

    @Test
    void withoutAnyInstanceTheAnswerIs502() {
        instances.replace(List.of());

        assertThat(statuses(1)).containsOnly(502);
    }

    @Test
    void ifNoInstanceAcceptsConnectionsTheAnswerIs502() {
        first.close();
        second.close();

        assertThat(statuses(2)).containsOnly(502);
    }

    private List<String> answers(int count) {
        return IntStream.range(0, count)
                .mapToObj(request ->
                        await(get().compose(HttpClientResponse::body)).toString())
                .toList();
    }

    private List<Integer> statuses(int count) {
        return IntStream.range(0, count)
                .mapToObj(request -> await(get()).statusCode())
                .toList();
    }

    private Future<HttpClientResponse> get() {
        return browser.request(HttpMethod.GET, port, Ports.LOOPBACK, "/login/abc")
                .compose(request -> request.send());
    }

    private String socketAnswer() {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket socket = await(vertx.createWebSocketClient().connect(port, Ports.LOOPBACK, "/login/abc/events"));
        socket.textMessageHandler(received::add);
        socket.writeTextMessage("hello");
        try {
            return received.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            await(socket.close());
        }
    }

    private final class Backend {

        private final AtomicInteger requests = new AtomicInteger();
        private final String name;
        private final HttpServer server;
        private volatile boolean ready = true;
        private volatile boolean breakConnections;

        private Backend(String name) {
            this.name = name;
            server = await(vertx.createHttpServer()
                    .webSocketHandler(
                            socket -> socket.textMessageHandler(message -> socket.writeTextMessage(this.name)))
                    .requestHandler(this::answer)
                    .listen(0, Ports.LOOPBACK));
        }

        private SocketAddress address() {
            return SocketAddress.inetSocketAddress(server.actualPort(), Ports.LOOPBACK);
        }

        private void close() {
            await(server.close());
        }

        private void answer(HttpServerRequest request) {
            if (request.path().equals(ServiceDefinitions.READY)) {
                request.response().setStatusCode(ready ? 200 : 503).end();
                return;
            }
            requests.incrementAndGet();
            if (breakConnections) {
                request.connection().close();
            } else {
                request.response().end(name);
            }
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
