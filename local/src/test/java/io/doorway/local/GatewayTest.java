package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.local.Gateway.Endpoint;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The gateway in front of services that answer with their name and the headers that they received. */
class GatewayTest {

    private static final URI ISSUER = URI.create("https://id.example.org");
    private static final String ENROLMENT_LINK = ISSUER + "/app/enrol#code";
    private static final int TIMEOUT_SECONDS = 30;
    private static final int MANY_SOCKETS = 50;

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient BROWSER = VERTX.createHttpClient();
    private static final int PORT = Ports.free();
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        GatewayRoutes routes = new GatewayRoutes(Map.of(
                Parts.CHALLENGE, instances(service(Parts.CHALLENGE)),
                Parts.APPROVAL, instances(service(Parts.APPROVAL)),
                Parts.SESSION, instances(service(Parts.SESSION)),
                Parts.AUDIT, instances(service(Parts.AUDIT))));
        gateway =
                Gateway.start(Endpoint.loopback(PORT), ISSUER, routes::instancesFor, Optional.of(() -> ENROLMENT_LINK));
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
        "/Q/FRAME, approval-service",
        "/app/enrol, approval-service",
        "/approvals/scan, approval-service",
        "/devices, approval-service",
        "/admin/accounts, approval-service",
        "/audit/stream, audit-service",
        "/login/../audit/events, audit-service"
    })
    void eachPathIsRoutedToItsService(String path, String service) {
        assertThat(get(path, MultiMap.caseInsensitiveMultiMap())).startsWith(service + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/metrics", "/%69nternal/metrics", "/login/../internal/health"})
    void internalPathsAreNotProxied(String path) {
        assertThat(get(path, MultiMap.caseInsensitiveMultiMap())).isEmpty();
    }

    @Test
    void forwardedHeadersOfClientsAreReplaced() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", "203.0.113.9")
                .add("X-Forwarded-Host", "evil.example")
                .add("X-Forwarded-Proto", "http")
                .add("Forwarded", "for=203.0.113.9")
                .add("X-Real-IP", "203.0.113.9")
                .add("Client-Cert", ":MIIB:")
                .add("Client-Cert-Chain", ":MIIB:");

        assertThat(get("/login/abc", headers))
                .contains("x-forwarded-for: 127.0.0.1\n")
                .contains("x-forwarded-proto: https\n")
                .contains("x-forwarded-host: id.example.org\n")
                .doesNotContain("203.0.113.9")
                .doesNotContain("evil.example")
                .doesNotContain("MIIB");
    }

    @Test
    void aWebSocketIsProxiedWithTheGatewaysForwardedHeaders() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket socket = await(VERTX.createWebSocketClient()
                .connect(new WebSocketConnectOptions()
                        .setHost(Ports.LOOPBACK)
                        .setPort(PORT)
                        .setURI("/login/abc/events")
                        .addHeader("X-Forwarded-For", "203.0.113.9")));
        socket.textMessageHandler(received::add);

        socket.writeTextMessage("hello");

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 hello");
        await(socket.close());
    }

    @Test
    void manyOpenWebSocketsDoNotBlockOtherRequests() {
        List<WebSocket> sockets = IntStream.range(0, MANY_SOCKETS)
                .mapToObj(browser -> await(
                        VERTX.createWebSocketClient().connect(PORT, Ports.LOOPBACK, "/login/" + browser + "/events")))
                .toList();

        assertThat(get("/login/abc", MultiMap.caseInsensitiveMultiMap())).startsWith(Parts.SESSION);

        sockets.forEach(socket -> await(socket.close()));
    }

    @Test
    void aStreamedResponseIsNotBuffered() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpClientRequest request = await(BROWSER.request(HttpMethod.GET, PORT, Ports.LOOPBACK, "/audit/stream?forever")
                .compose(sent -> sent.send()
                        .onSuccess(response -> response.handler(part -> received.add(part.toString())))
                        .map(sent)));

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("data: first\n\n");
        await(request.connection().close());
    }

    @Test
    void aLongAddressIsForwarded() {
        assertThat(get("/oauth2/authorize?state=" + "s".repeat(20_000), MultiMap.caseInsensitiveMultiMap()))
                .startsWith(Parts.SESSION);
    }

    @Test
    void anAddressThatNoServiceReadsIsAnsweredWithAPage() {
        HttpClientResponse response =
                send("/oauth2/authorize?state=" + "s".repeat(200_000), MultiMap.caseInsensitiveMultiMap());

        assertThat(response.statusCode()).isEqualTo(414);
        assertThat(await(response.body()).toString()).contains("<h1>This request is too long</h1>");
    }

    @Test
    void headersThatNoServiceReadsAreAnsweredWithAPage() {
        HttpClientResponse response =
                send("/oauth2/authorize", MultiMap.caseInsensitiveMultiMap().add("Cookie", "a=" + "c".repeat(100_000)));

        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(await(response.body()).toString()).contains("delete the cookies of this site");
    }

    @Test
    void aPageOfTheIssuerGetsAnInvitation() {
        HttpClientResponse response = send(LocalInvitation.PATH, ownPage());

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.getHeader("Location")).isEqualTo(ENROLMENT_LINK);
        assertThat(response.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Sec-Fetch-Site, ''",
        "Sec-Purpose, prefetch",
        "Host, evil.example",
        "Host, localhost"
    })
    void nobodyElseGetsAnInvitation(String header, String value) {
        HttpClientResponse response = send(LocalInvitation.PATH, ownPage().set(header, value));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.getHeader("Location")).isNull();
    }

    private static MultiMap ownPage() {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Host", ISSUER.getAuthority())
                .add("Sec-Fetch-Site", "same-origin");
    }

    private static HttpClientResponse send(String path, MultiMap headers) {
        return await(BROWSER.request(HttpMethod.GET, PORT, Ports.LOOPBACK, path).compose(request -> {
            request.headers().addAll(headers);
            return request.send().compose(response -> response.body().map(response));
        }));
    }

    /** Java's client asks for HTTP/2 by an upgrade, and then sends bodies without their length. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void aClientThatOffersHttp2IsAnsweredInHttp1(String method) throws Exception {
        java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://%s:%d/devices".formatted(Ports.LOOPBACK, PORT)))
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .timeout(Duration.ofSeconds(TIMEOUT_SECONDS))
                .method(method, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1})))
                .build();

        for (int call = 0; call < 2; call++) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_1_1);
            assertThat(response.body()).startsWith(Parts.APPROVAL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app", "/app/enrol", "/Q/FRAME?from=camera"})
    void thePhoneAppAtTheLoopbackAddressLeadsToTheIssuer(String path) {
        HttpClientResponse response = send(path, navigation("127.0.0.1:" + PORT));

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.getHeader("Location")).isEqualTo(ISSUER + path);
    }

    @ParameterizedTest
    @CsvSource({"id.example.org, /app", "127.0.0.1, /approvals/scan", "127.0.0.1, /oauth2/authorize"})
    void everyOtherNavigationIsForwarded(String host, String path) {
        assertThat(send(path, navigation(host)).statusCode()).isEqualTo(200);
    }

    private static MultiMap navigation(String host) {
        return MultiMap.caseInsensitiveMultiMap().add("Host", host).add("Sec-Fetch-Mode", "navigate");
    }

    @Test
    void aPortInUseIsReported() {
        assertThatThrownBy(() ->
                        Gateway.start(Endpoint.loopback(PORT), ISSUER, path -> Optional.empty(), Optional.empty()))
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

    private static ServiceInstances instances(int port) {
        ServiceInstances instances = new ServiceInstances();
        instances.add(SocketAddress.inetSocketAddress(port, Ports.LOOPBACK));
        return instances;
    }

    private static int service(String name) {
        return await(VERTX.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(32 * 1024))
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
        StringBuilder body = new StringBuilder(name).append('\n');
        request.headers()
                .forEach((header, value) -> body.append(header.toLowerCase())
                        .append(": ")
                        .append(value)
                        .append('\n'));
        request.response().end(Buffer.buffer(body.toString()));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
