package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.testkit.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway in front of services that answer with their name and with what they were told. */
class GatewayTest {

    private static final URI ISSUER = URI.create("https://id.example.org");
    private static final int PATIENCE_SECONDS = 30;
    private static final int MORE_THAN_ANY_POOL_HOLDS_BY_DEFAULT = 50;

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient BROWSER = VERTX.createHttpClient();
    private static final int PORT = Ports.free();
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start(
                PORT,
                ISSUER,
                Map.of(
                        Names.CHALLENGE, service(Names.CHALLENGE),
                        Names.APPROVAL, service(Names.APPROVAL),
                        Names.SESSION, service(Names.SESSION),
                        Names.AUDIT, service(Names.AUDIT)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        await(VERTX.close());
    }

    @ParameterizedTest
    @CsvSource({
        "/, session-service",
        "/oauth2/authorize?client_id=bank, session-service",
        "/.well-known/openid-configuration, session-service",
        "/login/abc/complete, session-service",
        "/apple, session-service",
        "/challenges, challenge-service",
        "/challenges/abc/frames, challenge-service",
        "/q/frame, approval-service",
        "/app/enrol, approval-service",
        "/approvals/scan, approval-service",
        "/devices, approval-service",
        "/admin/accounts, approval-service",
        "/audit/stream, audit-service",
        "/login/../audit/events, audit-service"
    })
    void each_path_has_its_service(String path, String service) {
        assertThat(get(path, MultiMap.caseInsensitiveMultiMap())).startsWith(service + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/metrics", "/%69nternal/metrics", "/login/../internal/health"})
    void what_is_internal_is_not_passed_on(String path) {
        assertThat(get(path, MultiMap.caseInsensitiveMultiMap())).isEmpty();
    }

    @Test
    void services_hear_from_the_gateway_alone_who_asks() {
        MultiMap claims = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", "203.0.113.9")
                .add("X-Forwarded-Host", "evil.example")
                .add("X-Forwarded-Proto", "http")
                .add("Forwarded", "for=203.0.113.9")
                .add("X-Real-IP", "203.0.113.9");

        assertThat(get("/login/abc", claims))
                .contains("x-forwarded-for: 127.0.0.1\n")
                .contains("x-forwarded-proto: https\n")
                .contains("x-forwarded-host: id.example.org\n")
                .doesNotContain("203.0.113.9")
                .doesNotContain("evil.example");
    }

    @Test
    void a_waiting_browser_keeps_its_socket_and_does_not_claim_to_be_another() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = await(VERTX.createWebSocketClient()
                .connect(new WebSocketConnectOptions()
                        .setHost(Ports.LOOPBACK)
                        .setPort(PORT)
                        .setURI("/login/abc/events")
                        .addHeader("X-Forwarded-For", "203.0.113.9")));
        socket.textMessageHandler(heard::add);

        socket.writeTextMessage("hello");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 hello");
        await(socket.close());
    }

    @Test
    void many_waiting_browsers_do_not_keep_others_from_being_served() {
        List<WebSocket> waiting = IntStream.range(0, MORE_THAN_ANY_POOL_HOLDS_BY_DEFAULT)
                .mapToObj(browser -> await(
                        VERTX.createWebSocketClient().connect(PORT, Ports.LOOPBACK, "/login/" + browser + "/events")))
                .toList();

        assertThat(get("/login/abc", MultiMap.caseInsensitiveMultiMap())).startsWith(Names.SESSION);

        waiting.forEach(socket -> await(socket.close()));
    }

    @Test
    void a_stream_is_passed_on_as_it_comes() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        HttpClientRequest asked = await(BROWSER.request(HttpMethod.GET, PORT, Ports.LOOPBACK, "/audit/stream?forever")
                .compose(request -> request.send()
                        .onSuccess(response -> response.handler(part -> heard.add(part.toString())))
                        .map(request)));

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("data: first\n\n");
        await(asked.connection().close());
    }

    @Test
    void a_port_in_use_is_named() {
        assertThatThrownBy(() -> Gateway.start(PORT, ISSUER, Map.of()))
                .isInstanceOf(LocalPlatformException.class)
                .hasMessage("port %d is in use", PORT);
    }

    private static String get(String path, MultiMap headers) {
        return await(BROWSER.request(HttpMethod.GET, PORT, Ports.LOOPBACK, path).compose(request -> {
                    request.headers().addAll(headers);
                    return request.send().compose(HttpClientResponse::body);
                }))
                .toString();
    }

    private static int service(String name) {
        return await(VERTX.createHttpServer()
                        .webSocketHandler(socket -> socket.textMessageHandler(message ->
                                socket.writeTextMessage(socket.headers().get("X-Forwarded-For") + " " + message)))
                        .requestHandler(request -> answer(name, request))
                        .listen(0, Ports.LOOPBACK))
                .actualPort();
    }

    private static void answer(String name, HttpServerRequest request) {
        if ("forever".equals(request.query())) {
            request.response().setChunked(true).write("data: first\n\n");
            return;
        }
        StringBuilder told = new StringBuilder(name).append('\n');
        request.headers()
                .forEach((header, value) -> told.append(header.toLowerCase())
                        .append(": ")
                        .append(value)
                        .append('\n'));
        request.response().end(Buffer.buffer(told.toString()));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
