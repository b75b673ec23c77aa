package io.doorway.session.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** The back-channel logout endpoints of the relying parties. */
public final class LogoutReceiver implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String silent = "";

    /** A logout token, and the path at which it arrived. */
    public record Received(String path, String contentType, SignedJWT token) {

        /** The session that has ended. */
        public String sid() {
            try {
                return token.getJWTClaimsSet().getStringClaim("sid");
            } catch (ParseException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public LogoutReceiver() {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ProviderUnderTest.LOGOUT_PORT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    /** How the next tokens are answered. */
    public void answer(int answeredStatus) {
        status = answeredStatus;
    }

    /** Tokens at this path get no answer until this is closed. */
    public void doNotAnswer(String path) {
        silent = path;
    }

    /** All tokens of the session so far; those of other tests may arrive too. */
    public List<Received> of(String sid) {
        return received.stream().filter(one -> one.sid().equals(sid)).toList();
    }

    /** Waits for tokens of the session. */
    public List<Received> await(String sid, int count) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(of(sid)).hasSizeGreaterThanOrEqualTo(count));
        return of(sid);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Read before the test sees the token and sets another one.
            int answer = status;
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> parameters = URLUtils.parseParameters(form);
            String type = new ArrayList<>(exchange.getRequestHeaders().get("Content-Type")).getFirst();
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    type,
                    SignedJWT.parse(parameters.get("logout_token").getFirst())));
            if (exchange.getRequestURI().getPath().equals(silent)) {
                released.await();
            }
            exchange.sendResponseHeaders(answer, -1);
        } catch (ParseException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
