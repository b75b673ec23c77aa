package io.doorway.session.provider.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.BackchannelClient;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client in ping mode is notified that its request has ended (OpenID Connect CIBA Core 1.0 section 10.2). */
@QuarkusTest
class PingTest extends ProviderTest {
    private static final String TOKEN = "a-token-of-the-agency-0123456789";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private record Received(String authorization, String type, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    @Inject
    BackchannelClient phone;

    private HttpServer server;
    private FapiClient agency;

    @BeforeEach
    void listen() throws IOException {
        agency = new FapiClient("agency", issuer.uri());
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), ProviderUnderTest.LOGOUT_PORT), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itIsToldOnceWithItsOwnTokenAndThenGetsTheTokens() {
        JsonPath asked = asked();

        phone.approve(asked, account);

        assertThat(await(asked, 1).getFirst())
                .isEqualTo(new Received(
                        "Bearer " + TOKEN,
                        "application/json",
                        "{\"auth_req_id\":\"" + asked.getString("auth_req_id") + "\"}"));
        BackchannelClient.poll(agency.authenticated(), asked.getString("auth_req_id"))
                .then()
                .statusCode(200);
        // There is a notice of another request after this one, so that a second notice of this one would have come
        // before it.
        JsonPath next = asked();
        phone.reject(next, account);
        await(next, 1);
        assertThat(of(asked)).hasSize(1);
    }

    @Test
    void itIsToldOfAnExpiredRequestToo() {
        JsonPath asked = asked();

        phone.expire(asked);

        await(asked, 1);
    }

    /** A redirect would lead the token elsewhere; an answer of the client's own is final. */
    @ParameterizedTest
    @ValueSource(ints = {307, 401})
    void aServerThatFailsIsToldAgainAndAnyOtherAnswerIsFinal(int answer) {
        status = answer;
        JsonPath asked = asked();
        phone.reject(asked, account);
        await(asked, 1);

        // A failing server would be notified again before this one is notified the third time.
        status = 503;
        JsonPath next = asked();
        phone.reject(next, account);
        await(next, 2);

        assertThat(of(asked)).hasSize(1);
    }

    private JsonPath asked() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = Map.ofEntries(
                Map.entry("iss", agency.id()),
                Map.entry("aud", issuer.toString()),
                Map.entry("nbf", now),
                Map.entry("iat", now),
                Map.entry("exp", now + 300),
                Map.entry("jti", UUID.randomUUID().toString()),
                Map.entry("scope", "openid"),
                Map.entry("login_hint", account.value()),
                Map.entry("binding_message", "Call 4711"),
                Map.entry("client_notification_token", TOKEN));
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(ProviderUnderTest.FAPI_KEY.getKeyID())
                .build();
        return agency.authenticated()
                .formParam("request", JwsSigner.sign(header, ProviderUnderTest.FAPI_KEY, claims))
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<Received> of(JsonPath asked) {
        return received.stream()
                .filter(one -> one.body().contains(asked.getString("auth_req_id")))
                .toList();
    }

    private List<Received> await(JsonPath asked, int count) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(of(asked)).hasSizeGreaterThanOrEqualTo(count));
        return of(asked);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Read before the test sees the notice and sets another one.
            int answer = status;
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (answer / 100 == 3) {
                exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
