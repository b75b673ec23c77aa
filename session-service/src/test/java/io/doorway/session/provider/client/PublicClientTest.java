package io.doorway.session.provider.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.store.redis.RedisCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients without credentials: single pages and programs on the person's device; and clients that send their secret in the form. */
@QuarkusTest
class PublicClientTest extends ProviderTest {
    @Inject
    RedisCalls redis;

    private static final String PAGE = "https://page.example/back";

    @Test
    void aPageRedeemsItsCodeWithTheVerifierAlone() {
        redemption("page", PAGE)
                .formParam("client_id", "page")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void withoutTheVerifierTheCodeIsRefused() {
        given().formParam("grant_type", "authorization_code")
                .formParam("client_id", "page")
                .formParam("code", code("page", PAGE).getValue())
                .formParam("redirect_uri", PAGE)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"));
    }

    @Test
    void aRequestWithoutACodeChallengeIsRefused() {
        URI start = URI.create(start("page", PAGE).toString().replaceAll("&code_challenge[^&]*", ""));

        assertThat(browser.open(start).headers().firstValue("Location").orElseThrow())
                .startsWith(PAGE)
                .contains("error=invalid_request");
    }

    @Test
    void aClientWithASecretCannotLeaveItOut() {
        redemption("bank", "http://localhost:8090/callback")
                .formParam("client_id", "bank")
                .post("/oauth2/token")
                .then()
                .statusCode(401);
    }

    @Test
    void aPublicClientWithASecretIsRefused() {
        redemption("page", PAGE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("page:any".getBytes()))
                .post("/oauth2/token")
                .then()
                .statusCode(401);
    }

    @Test
    void aPublicClientCannotIntrospect() {
        given().formParam("client_id", "page")
                .formParam("token", "any")
                .post("/oauth2/introspect")
                .then()
                .statusCode(401);
    }

    @Test
    void anActionOfHighRiskRequiresAnAuthenticatedClient() {
        given().formParam("client_id", "page")
                .formParam("response_type", "code")
                .formParam("redirect_uri", PAGE)
                .formParam("scope", "openid")
                .formParam("code_challenge", "a".repeat(43))
                .formParam("code_challenge_method", "S256")
                .formParam("action", "payment")
                .formParam("action_message", "Pay 30")
                .post("/oauth2/par")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    /** Anybody can name a public client: one limit over all addresses would let anybody stop the logins of all others. */
    @ParameterizedTest
    @CsvSource({"push:push-by-client:television, 200", "authorize:authorize-by-address:127.0.0.1/32, 429"})
    void whatAPublicClientPushesIsCountedByItsAddressAsABrowserIs(String limit, int status) {
        String[] parts = limit.split(":", 2);
        String key = "{rate-limit:" + parts[0] + "}:" + parts[1];
        String anHourLater = Long.toString(Instant.now().plusSeconds(3600).toEpochMilli() * 1000);
        redis.send(Request.cmd(Command.SET).arg(key).arg(anHourLater)).await().indefinitely();
        try {
            given().formParam("client_id", "television")
                    .formParam("scope", "openid")
                    .post("/oauth2/device-authorization")
                    .then()
                    .statusCode(status);
        } finally {
            redis.send(Request.cmd(Command.DEL).arg(key)).await().indefinitely();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:49152/back", "http://[::1]:8080/back", "example.program:/back"})
    void aProgramGetsItsCodeAtAnyPortOfTheLoopbackAddress(String redirectUri) {
        redemption("program", redirectUri)
                .formParam("client_id", "program")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "program, http://localhost:49152/back",
        "program, http://127.0.0.1:49152/other",
        "program, http://127.0.0.2:49152/back",
        "program, http://u@127.0.0.1:49152/back",
        "program, https://127.0.0.1:49152/back",
        "program, example.program:/other",
        "page, https://page.example:444/back"
    })
    void anyOtherRedirectUriIsRefused(String client, String redirectUri) {
        assertThat(browser.open(start(client, redirectUri)).status()).isEqualTo(400);
    }

    @Test
    void theRedirectUriOfTheRedemptionHasThePortOfTheRequest() {
        AuthorizationCode code = code("program", "http://127.0.0.1:49152/back");

        redemption(code, "http://127.0.0.1:49153/back")
                .formParam("client_id", "program")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"));
    }

    @Test
    void aSecretCanBeSentInTheForm() {
        redemption("post", "https://post.example/back")
                .formParam("client_id", "post")
                .formParam("client_secret", ProviderUnderTest.BANK_SECRET)
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/par", "/oauth2/userinfo"})
    void thePageOfAPublicClientMayCallFromItsOrigin(String path) {
        preflight(path, "https://page.example")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://page.example")
                .header("Access-Control-Allow-Credentials", nullValue());
        given().header("Origin", "https://page.example")
                .post(path)
                .then()
                .header("Access-Control-Allow-Origin", "https://page.example")
                .header("Vary", "origin");
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, https://evil.example",
        "/oauth2/token, https://page.example.evil.example",
        "/oauth2/token, http://page.example",
        "/oauth2/token, http://localhost:8090",
        "/oauth2/token, http://127.0.0.1",
        "/oauth2/token, null",
        "/oauth2/introspect, https://page.example",
        "/oauth2/authorize, https://page.example"
    })
    void noOtherOriginAndNoOtherPathIsAllowed(String path, String origin) {
        preflight(path, origin).then().header("Access-Control-Allow-Origin", nullValue());
    }

    private static Response preflight(String path, String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .options(path);
    }

    private URI start(String client, String redirectUri) {
        String scopes = bank.request().build().toURI().toString();
        return URI.create(scopes.replaceAll("client_id=[^&]*", "client_id=" + client)
                .replaceAll(
                        "redirect_uri=[^&]*",
                        "redirect_uri=" + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8)));
    }

    private AuthorizationCode code(String client, String redirectUri) {
        ChallengeId login = challenges.approved(ticketAt(start(client, redirectUri)), browser, account);
        return codeIn(bank, completed(login));
    }

    private RequestSpecification redemption(String client, String redirectUri) {
        return redemption(code(client, redirectUri), redirectUri);
    }

    private RequestSpecification redemption(AuthorizationCode code, String redirectUri) {
        return given().formParam("grant_type", "authorization_code")
                .formParam("code", code.getValue())
                .formParam("redirect_uri", redirectUri)
                .formParam("code_verifier", bank.verifier.getValue());
    }
}
