package io.doorway.challenge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are not trusted proxies, are slow, or send too much. */
@QuarkusTest
@TestProfile(UntrustedClientTest.OtherTrustedProxies.class)
class UntrustedClientTest extends ChallengeServiceTest {

    /** Longer than a busy machine takes to refuse a body that is too large. */
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

    /** Other addresses are trusted proxies, and the time for a body is short. */
    public static final class OtherTrustedProxies implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.trusted-proxies",
                    "192.0.2.1,198.51.100.0/24",
                    "doorway.body-timeout",
                    BODY_TIMEOUT.toString());
        }
    }

    @Test
    void anUntrustedClientCannotChooseItsSourceAddress() {
        Response answer = page().createFrom("203.0.113.9");

        assertThat(browserOf(answer).ip()).isEqualTo("127.0.0.1");
    }

    @Test
    void theConnectionOfASlowBodyIsClosed() throws IOException {
        Instant begun = Instant.now();
        try (Socket slow = send("POST /challenges HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")) {

            assertThat(isClosed(slow)).isTrue();
            assertThat(Duration.between(begun, Instant.now())).isBetween(BODY_TIMEOUT.dividedBy(2), TIMEOUT);
        }
    }

    @Test
    void theStreamOfASlowBodyIsResetWithHttp2() {
        Vertx vertx = Vertx.vertx();
        try {
            Future<Integer> answer = vertx.createHttpClient(new HttpClientOptions()
                            .setProtocolVersion(HttpVersion.HTTP_2)
                            .setHttp2ClearTextUpgrade(false))
                    .request(HttpMethod.POST, RestAssured.port, "localhost", "/challenges")
                    .compose(request -> {
                        request.setChunked(true).write("{");
                        return request.response().map(HttpClientResponse::statusCode);
                    });

            assertThatThrownBy(() -> answer.toCompletionStage()
                            .toCompletableFuture()
                            .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
                    .hasCauseInstanceOf(StreamResetException.class);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aBodyWithoutADeclaredLengthEndsAtSixteenKilobytes() throws IOException {
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            assertThat(answer("POST /challenges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk.repeat(5)))
                    .startsWith("HTTP/1.1 413 ");
            await().atMost(TIMEOUT)
                    .until(() ->
                            logged.stream().anyMatch(line -> line.getMessage().contains("the body could not be read")));
            page().create();
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).noneMatch(line -> line.getThrown() != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\nX-Long: %s\r\n\r\n",
                "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n",
            })
    void headersAndPathsAreBounded(String request) throws IOException {
        assertThat(answer(request.formatted("x".repeat(20_000)))).containsPattern("^HTTP/1.[01] 4(14|31) ");
    }

    @Test
    void fiveHundredUnfinishedRequestsDoNotDelayOthers() throws IOException {
        page().create();
        List<Socket> unfinished = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                unfinished.add(send("POST /challenges HTTP/1.1\r\nHost: a\r\nX-Unfinished: "));
            }
            Instant begun = Instant.now();

            assertThat(page().create().statusCode()).isEqualTo(201);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(TIMEOUT);
        } finally {
            for (Socket socket : unfinished) {
                socket.close();
            }
        }
    }

    private static String answer(String request) throws IOException {
        try (Socket socket = send(request)) {
            byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 400 ".length());
            return new String(begin, StandardCharsets.US_ASCII);
        }
    }

    private static Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        return socket.getInputStream().read() == -1;
    }
}
