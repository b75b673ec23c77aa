package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.doorway.session.provider.outgoing.OutgoingAddresses;
import io.doorway.session.support.Keytool;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches of published keys are bounded, whatever assertions arrive and however slowly the client's server answers. */
class PublishedKeysTest {
    /** Of a fetch that the server ends: no busy machine takes so long. */
    private static final Duration MAX_TIME = Duration.ofSeconds(30);

    /** Of a fetch that nothing else ends. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final JWK OLD = key("old");
    private static final JWK NEW = key("new");

    @TempDir
    Path directory;

    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Instant now = Instant.parse("2026-11-28T08:00:00Z");
    private volatile HttpHandler handler = exchange -> answer(exchange, 200, set(OLD));
    private HttpServer server;
    private URI address;
    private PublishedKeys keys;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            handler.handle(exchange);
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        keys = new PublishedKeys(() -> now, new OutgoingAddresses(() -> true), MAX_TIME);
    }

    @AfterEach
    void stop() {
        release.countDown();
        keys.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void noKeysAreFetchedFromAnAddressThatIsNotPublic() {
        PublishedKeys inProduction = new PublishedKeys(() -> now, new OutgoingAddresses(() -> false), MAX_TIME);

        subscribe(inProduction.find(address, "old")).awaitItem(BOUND).assertItem(Optional.empty());

        inProduction.close();
        assertThat(fetches).hasValue(0);
    }

    /** Otherwise nobody tries keys at an https address on one machine. */
    @Test
    void aServerOfThisMachineMayHaveACertificateOfItsOwn() throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        https.createContext("/", exchange -> answer(exchange, 200, set(OLD)));
        https.start();

        Optional<JWKSet> found = keys.find(
                        URI.create("https://localhost:" + https.getAddress().getPort() + "/jwks"), "old")
                .await()
                .atMost(BOUND);

        assertThat(found.orElseThrow().getKeyByKeyId("old")).isEqualTo(OLD);
        https.stop(0);
    }

    @Test
    void aThousandUnknownKeysCauseOneFetchPerInterval() {
        find("old");

        IntStream.range(0, 1000).forEach(i -> assertThat(find("unknown-" + i)).isPresent());
        assertThat(fetches).hasValue(1);

        now = now.plus(PublishedKeys.MIN_INTERVAL);
        IntStream.range(0, 1000).forEach(i -> find("unknown-" + i));
        assertThat(fetches).hasValue(2);
    }

    @Test
    void aThousandConcurrentAssertionsCauseOneFetch() {
        handler = this::hang;

        List<UniAssertSubscriber<Optional<JWKSet>>> waiting = IntStream.range(0, 1000)
                .mapToObj(i -> subscribe(keys.find(address, "unknown-" + i)))
                .toList();
        release.countDown();

        waiting.forEach(subscriber -> subscriber.awaitItem(BOUND));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aKnownKeyIsNotDelayedByAFetch() {
        find("old");
        handler = this::hang;
        now = now.plus(PublishedKeys.MIN_INTERVAL);
        UniAssertSubscriber<Optional<JWKSet>> unknown = subscribe(keys.find(address, "new"));

        subscribe(keys.find(address, "old")).assertCompleted();

        unknown.assertNotTerminated();
    }

    @Test
    void keysAreRefreshedWhileTheKnownOnesAreUsed() {
        find("old");
        handler = this::hang;
        now = now.plus(PublishedKeys.REFRESH_AFTER);

        subscribe(keys.find(address, "old")).assertCompleted();
    }

    @Test
    void aNewKeyIsFoundAfterTheInterval() {
        find("old");
        handler = exchange -> answer(exchange, 200, set(OLD, NEW));
        now = now.plus(PublishedKeys.MIN_INTERVAL);

        assertThat(find("new").orElseThrow().getKeyByKeyId("new")).isNotNull();
    }

    @Test
    void aRemovedKeyIsNotUsedAfterFiveMinutes() {
        find("old");
        handler = exchange -> answer(exchange, 200, set(NEW));
        now = now.plus(PublishedKeys.VALID);

        assertThat(find("old").orElseThrow().getKeyByKeyId("old")).isNull();
    }

    @Test
    void theLastKeysOutliveAnOutageOfTheClientsServerForAnHour() {
        find("old");
        handler = exchange -> answer(exchange, 503, "");

        now = now.plus(PublishedKeys.VALID);
        assertThat(find("old").orElseThrow().getKeyByKeyId("old")).isNotNull();

        now = now.plus(PublishedKeys.OUTAGE).minus(PublishedKeys.VALID);
        assertThat(find("old")).isEmpty();
    }

    @Test
    void keysThatDoorwayCannotReadAreLeftOut() {
        String unknownCurve = "{\"kty\":\"EC\",\"crv\":\"P-999\",\"x\":\"AA\",\"y\":\"AA\",\"kid\":\"odd\"}";
        handler = exchange -> answer(
                exchange, 200, "{\"keys\":[" + unknownCurve + ",null,1,{\"kty\":\"new\"}," + OLD.toJSONString() + "]}");

        assertThat(find("old").orElseThrow().getKeys()).containsExactly(OLD);
    }

    @Test
    void aServerThatNeverAnswersEndsTheFetch() {
        handler = exchange -> awaitRelease();

        assertThat(findInShortTime()).isEmpty();
    }

    @Test
    void aServerThatAnswersByteByByteEndsTheFetch() {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write('{');
                body.flush();
                awaitRelease();
            }
        };

        assertThat(findInShortTime()).isEmpty();
    }

    @Test
    void aCallerThatGoesAwayDoesNotEndTheFetchOfTheOthers() {
        handler = this::hang;
        UniAssertSubscriber<Optional<JWKSet>> first = subscribe(keys.find(address, "old"));
        UniAssertSubscriber<Optional<JWKSet>> second = subscribe(keys.find(address, "old"));

        first.cancel();
        release.countDown();

        assertThat(second.awaitItem(BOUND).getItem()).isPresent();
    }

    @Test
    void aRedirectIsNotFollowed() {
        handler = exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", address.resolve("/elsewhere").toString());
            answer(exchange, 302, "");
        };

        assertThat(find("old")).isEmpty();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void addressesThatNobodyAsksForAreForgottenAfterAnHour() {
        find("old");
        now = now.plus(PublishedKeys.OUTAGE).plusSeconds(1);

        keys.find(URI.create(address + "?another"), "old").await().atMost(BOUND);

        assertThat(keys.addresses()).containsExactly(URI.create(address + "?another"));
    }

    @Test
    void aResponseThatIsTooLongOrNoKeySetIsNotUsed() {
        for (String body : List.of("x".repeat(64 * 1024 + 1), "[]", "{", "{\"keys\": 1}", "")) {
            handler = exchange -> answer(exchange, 200, body);
            now = now.plus(PublishedKeys.MIN_INTERVAL);

            assertThat(find("old")).as(body.length() + " characters").isEmpty();
        }
        assertThat(fetches).hasValue(5);
    }

    private SSLContext selfSigned() throws Exception {
        Path store = directory.resolve("server.p12");
        Keytool.generate(store, "server", "-keyalg", "EC", "-groupname", "secp256r1");
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = Keytool.PASSWORD.toCharArray();
        keyManagers.init(KeyStore.getInstance(store.toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    private Optional<JWKSet> find(String keyId) {
        return keys.find(address, keyId).await().atMost(BOUND);
    }

    /** Asks for the keys where a fetch takes no longer than {@link #SHORT}. */
    private Optional<JWKSet> findInShortTime() {
        PublishedKeys impatient = new PublishedKeys(() -> now, new OutgoingAddresses(() -> true), SHORT);
        try {
            return impatient.find(address, "old").await().atMost(BOUND);
        } finally {
            impatient.close();
        }
    }

    private static <T> UniAssertSubscriber<T> subscribe(Uni<T> uni) {
        return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void hang(HttpExchange exchange) throws IOException {
        awaitRelease();
        answer(exchange, 200, set(OLD));
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content);
        }
    }

    private static String set(JWK... published) {
        return new JWKSet(List.of(published)).toString();
    }

    private static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
