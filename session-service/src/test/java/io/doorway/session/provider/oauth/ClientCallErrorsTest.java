package io.doorway.session.provider.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's developer gets for a request of the client that is wrong (RFC 6749 section 5.2). */
@QuarkusTest
class ClientCallErrorsTest extends ProviderTest {

    private static final String CALLBACK = "http://localhost:8090/callback";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/par", "/oauth2/introspect"})
    void aFailedAuthenticationNamesTheSchemeAndNothingElse(String path) {
        Response known = given().header("Authorization", basic("bank", "wrong"))
                .formParam("a", "b")
                .post(path);
        Response unknown = given().header("Authorization", basic("nobody", "wrong"))
                .formParam("a", "b")
                .post(path);

        known.then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic realm="))
                .header("Cache-Control", "no-store")
                .body("error", is("invalid_client"));
        assertThat(unknown.asString()).isEqualTo(known.asString());
        assertThat(unknown.getHeader("WWW-Authenticate")).isEqualTo(known.getHeader("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/par", "/oauth2/introspect"})
    void aClientThatSendsItsSecretByAnotherMethodIsToldTheRegisteredOne(String path) {
        String cause = "registered for client_secret_basic and used client_secret_post";

        given().formParam("client_id", "bank")
                .formParam("client_secret", ProviderUnderTest.BANK_SECRET)
                .post(path)
                .then()
                .statusCode(400)
                .body("error", is("invalid_client"))
                .body("error_description", containsString(cause));
        given().formParam("client_id", "bank")
                .formParam("client_secret", "wrong")
                .post(path)
                .then()
                .statusCode(401)
                .body("error", is("invalid_client"))
                .body("error_description", not(containsString("client_secret_basic")));
    }

    @Test
    void aSecretThatIsNotFormEncodedIsNamedToWhoeverHasIt() {
        String header = "plus:" + ProviderUnderTest.PLUS_SECRET;
        String cause = "not form-encoded";

        given().header("Authorization", "Basic " + base64(header))
                .formParam("grant_type", "authorization_code")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", is("invalid_client"))
                .body("error_description", containsString(cause));
        given().header("Authorization", "Basic " + base64(header + "+"))
                .formParam("grant_type", "authorization_code")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error_description", not(containsString(cause)));
        given().header("Authorization", "Basic " + base64(header.replace("+", "%2B")))
                .formParam("token", "x")
                .post("/oauth2/introspect")
                .then()
                .statusCode(200);
    }

    @Test
    void aHeaderThatCannotBeDecodedNamesTheEncoding() {
        given().header("Authorization", "Basic " + base64("plus:100%ofthesecret"))
                .formParam("grant_type", "authorization_code")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", is("invalid_client"))
                .body("error_description", containsString("form-encoded"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "client_id, optional-pkce",
        "client_secret, another secret of the bank",
        "client_assertion, e30.e30.",
        "grant_type, authorization_code",
        "code, another"
    })
    void aRequestThatContradictsItselfIsRefusedAndUsesUpNoCode(String parameter, String value) {
        AuthorizationCode code = code(bank);

        redemption(code)
                .header("Authorization", basic("bank", ProviderUnderTest.BANK_SECRET))
                .formParam(parameter, value)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"))
                .body("error_description", containsString(" "));
        assertThat(bank.redeem(code).indicatesSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic  ", "basic ", "BASIC   "})
    void theSchemeMayHaveAnyCaseAndSpacesAfterIt(String scheme) {
        String credentials = basic("bank", ProviderUnderTest.BANK_SECRET).substring("Basic ".length());

        redemption(code(bank))
                .header("Authorization", scheme + credentials)
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/par", "/oauth2/introspect"})
    void aBodyThatIsNoFormGetsAnOAuthError(String path) {
        given().contentType("application/json")
                .body("{\"grant_type\":\"authorization_code\"}")
                .post(path)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"))
                .body("error_description", containsString("application/x-www-form-urlencoded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/x-www-form-urlencoded2"})
    void aContentTypeThatIsNoneGetsAnOAuthError(String contentType) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(issuer.uri().resolve("/oauth2/token"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("grant_type=authorization_code"))
                .build();

        HttpResponse<String> answer = HeadlessBrowser.newClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"invalid_request\"");
    }

    @Test
    void tokensAreIssuedWhateverTheRequestAccepts() {
        redemption(code(bank))
                .header("Authorization", basic("bank", ProviderUnderTest.BANK_SECRET))
                .header("Accept", "application/jwt")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @ParameterizedTest
    @CsvSource({"3600, -60, 401", "0, 3600, 401", "30, 30, 400", "-60, -60, 400"})
    void anAssertionOfALaterTimeIsRefused(long issued, long notBefore, int status) {
        given().formParam("client_assertion_type", ASSERTION_TYPE)
                .formParam("client_assertion", assertion(issued, notBefore))
                .post("/oauth2/introspect")
                .then()
                .statusCode(status);
    }

    private RequestSpecification redemption(AuthorizationCode code) {
        return given().formParam("grant_type", "authorization_code")
                .formParam("code", code.getValue())
                .formParam("redirect_uri", CALLBACK)
                .formParam("code_verifier", bank.verifier.getValue());
    }

    private static String basic(String client, String secret) {
        return "Basic " + base64(client + ":" + secret.replace(" ", "+"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An assertion of the broker whose times differ from now by these seconds. */
    private String assertion(long issued, long notBefore) {
        Instant now = Instant.now();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(ProviderUnderTest.BROKER_KEY.getKeyID())
                .build();
        return JwsSigner.sign(
                header,
                ProviderUnderTest.BROKER_KEY,
                Map.of(
                        "iss", "broker",
                        "sub", "broker",
                        "aud", issuer.uri().toString(),
                        "jti", UUID.randomUUID().toString(),
                        "iat", now.plusSeconds(issued).getEpochSecond(),
                        "nbf", now.plusSeconds(notBefore).getEpochSecond(),
                        "exp", now.plus(Duration.ofMinutes(5)).getEpochSecond()));
    }
}
