package io.doorway.session.provider.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.RecordedRefusals;
import io.doorway.session.support.RecordedRefusals.RecordedRefusal;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is refused before its client is authenticated is recorded for the client that it names, and its answer depends on the request alone. */
@QuarkusTest
class RecordedForDevelopersTest extends ProviderTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    RecordedRefusals refusals;

    @Test
    void twoAuthenticationsInOneRequest() {
        assertRecorded(
                answer("bank", "client_secret=another", FORM),
                answer("nobody", "client_secret=another", FORM),
                Attempt.REDEEM,
                "two client authentications");
    }

    @Test
    void aRepeatedParameterIsNamed() {
        assertRecorded(
                answer("bank", "grant_type=a&code=1&code=2", FORM),
                answer("nobody", "grant_type=a&code=1&code=2", FORM),
                Attempt.REDEEM,
                "The parameter code was sent more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"client_id\": \"bank\", \"grant_type\": \"authorization_code\"}", "client_id=bank"})
    void aBodyOfAnotherType(String body) {
        Response known = given().contentType("application/json").body(body).post("/oauth2/par");
        Response unknown = given().contentType("application/json")
                .body(body.replace("bank", "nobody"))
                .post("/oauth2/par");

        assertRecorded(known, unknown, Attempt.PUSH, "application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_assertion=e30.e30.",
                "client_assertion=x&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            })
    void credentialsThatCannotBeRead(String assertion) {
        Response known = post(given(), "/oauth2/introspect", "client_id=bank&" + assertion);

        known.then().statusCode(401).body("error_description", containsString("cannot be read"));
        assertThat(refusals.latest("bank").reason()).isEqualTo(RefusalReason.CLIENT_NOT_AUTHENTICATED);
    }

    @Test
    void anAssertionThatIsSignedWithASecret() {
        String assertion = base64("{\"alg\":\"HS256\"}") + "."
                + base64("{\"iss\":\"bank\",\"sub\":\"bank\",\"aud\":\"x\",\"exp\":4102444800}") + "."
                + base64("x".repeat(32));

        post(
                given(),
                "/oauth2/token",
                "grant_type=authorization_code&code=x&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                        + assertion.replace("=", ""));

        assertThat(refusals.latest("bank").error().detail())
                .contains("used client_secret_jwt", "is not supported")
                .doesNotContain("register token_endpoint_auth_method");
    }

    @Test
    void aRequestOfNobody() {
        post(given(), "/oauth2/token", "grant_type=authorization_code&code=x")
                .then()
                .statusCode(401)
                .body("error_description", containsString("no client authentication"));
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, REDEEM",
        "/oauth2/revoke, REDEEM",
        "/oauth2/introspect, READ_CLAIMS",
        "/oauth2/par, PUSH",
        "/oauth2/device-authorization, PUSH",
        "/oauth2/bc-authorize, PUSH"
    })
    void anotherMethodThanPost(String path, Attempt attempt) {
        Response known = given().queryParam("client_id", "bank").get(path);
        Response unknown = given().queryParam("client_id", "nobody").get(path);

        known.then()
                .statusCode(405)
                .header("Allow", "OPTIONS, POST")
                .header("Cache-Control", "no-store")
                .body("error", is("invalid_request"));
        assertRecorded(known, unknown, attempt, "in the body of a POST");
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/userinfo, 'GET, HEAD, OPTIONS, POST'",
        "/oauth2/jwks, 'GET, HEAD, OPTIONS'",
        "/oauth2/register, 'OPTIONS, POST'",
        "/oauth2/authorize, 'GET, HEAD, OPTIONS, POST'",
    })
    void anAddressThatIsNotOfClientsNamesItsMethodsInAProblem(String path, String methods) {
        given().patch(path)
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", methods)
                .body("detail", containsString(methods));
    }

    @Test
    void anUnknownDeviceCode() {
        given().formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .formParam("client_id", "television")
                .formParam("device_code", "a.b")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"));

        RecordedRefusal recorded = refusals.latest("television");
        assertThat(recorded.reason()).isEqualTo(RefusalReason.WRONG_CODE);
        assertThat(recorded.error().detail()).contains("device_code is unknown");
    }

    @Test
    void aPublicClientIsToldThatIntrospectionIsNotForIt() {
        Response known = given().formParam("client_id", "television")
                .formParam("token", "x")
                .post("/oauth2/introspect");

        known.then().statusCode(401).body("error", is("invalid_client"));
        assertThat(refusals.latest("television").error().detail())
                .contains("this endpoint is for clients that authenticate");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password&username=ada&password=x, unsupported_grant_type, authorization_code",
        "grant_type=client_credentials, unsupported_grant_type, authorization_code",
        "code=x, invalid_request, grant_type is missing",
        "grant_type=urn:openid:params:grant-type:ciba&auth_req_id=x, unauthorized_client, not registered for CIBA",
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=x, unauthorized_client, not registered for the device grant",
    })
    void anAuthenticatedClientIsToldWhatToChangeAtTheTokenEndpoint(String form, String error, String description) {
        post(given().header("Authorization", basic("bank", ProviderUnderTest.BANK_SECRET)), "/oauth2/token", form)
                .then()
                .statusCode(400)
                .body("error", is(error))
                .body("error_description", containsString(description));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=token, unsupported_response_type, response_type=code",
        "scope=openid, invalid_request, response_type=code",
        "response_type=code&request_uri=urn:x, request_uri_not_supported, Push the parameters themselves",
        "response_type=code&registration=x, registration_not_supported, register the client before",
        "response_type=code&scope=openid&scope=email, invalid_request, parameter scope was sent more than once",
    })
    void anAuthenticatedClientIsToldWhatToChangeAtThePushedRequestEndpoint(
            String form, String error, String description) {
        post(
                        given().header("Authorization", basic("bank", ProviderUnderTest.BANK_SECRET)),
                        "/oauth2/par",
                        form + "&redirect_uri=http://localhost:8090/callback")
                .then()
                .statusCode(400)
                .body("error", is(error))
                .body("error_description", containsString(description));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:8090/callback | its host: localhost, 127.0.0.1 and [::1] are three hosts",
                "http://localhost:8090/callback/ | its path: only one of them ends with a slash",
                "https://localhost:8090/callback | its scheme",
                "http://localhost:8091/callback | its port",
                "http://localhost/callback?a=b | its port and its query",
                "http://LOCALHOST:8090/callback | its host",
                "https://elsewhere.example/back | Set the redirect_uri of the library",
                "urn:a b | is no address",
                "'' | redirect_uri is missing",
            })
    void whatARedirectUriDiffersInIsNamed(String address, String description) {
        given().header("Authorization", basic("bank", ProviderUnderTest.BANK_SECRET))
                .formParam("response_type", "code")
                .formParam("redirect_uri", address)
                .post("/oauth2/par")
                .then()
                .statusCode(400)
                .body("error_description", containsString(description));
        given().queryParam("client_id", "bank")
                .queryParam("response_type", "code")
                .queryParam("redirect_uri", address)
                .get("/oauth2/authorize")
                .then()
                .statusCode(400);

        assertThat(refusals.latest("bank").attempt()).isEqualTo(Attempt.AUTHORIZE);
        assertThat(refusals.latest("bank").error().detail()).contains(description);
    }

    @Test
    void whoeverNamesAPublicClientIsNotToldWhatItsAddressIs() {
        given().formParam("client_id", "page")
                .formParam("response_type", "code")
                .formParam("redirect_uri", "https://page.example/back/")
                .post("/oauth2/par")
                .then()
                .statusCode(400)
                .body("error_description", not(containsString("slash")));
    }

    @Test
    void aHeaderThatCannotBeDecodedIsRecordedForItsClient() {
        given().header("Authorization", "Basic " + base64("plus:100%ofthesecret"))
                .formParam("grant_type", "authorization_code")
                .post("/oauth2/token");

        assertThat(refusals.latest("plus").error().detail()).contains("form-encoded");
    }

    /** What a person reads out leads to the refusal in the log and the audit; the cause is for them alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize?client_id=nobody",
                "/oauth2/authorize?client_id=bank&redirect_uri=https://elsewhere.example/",
                "/oauth2/authorize?client_id=bank&request_uri=urn:ietf:params:oauth:request_uri:AAAAAAAAAAAAAAAAAAAAAA",
                "/oauth2/form-post?response=none",
                "/oauth2/device/response?state=none",
                "/oauth2/logout?client_id=shop&post_logout_redirect_uri=https://elsewhere.example/",
                "/oauth2/logout?id_token_hint=none"
            })
    void theReferenceOfAnErrorPageIsThatOfTheRefusal(String address) {
        String page = given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(400)
                .extract()
                .asString();

        RecordedRefusal refusal = refusals.latest();
        assertThat(page)
                .containsPattern("id=\"doorway-error-reference\">[^<]*"
                        + refusal.actor().traceparent().substring(3, 11) + "<")
                .doesNotContain("doorway-error-cause");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=shop&client_id=shop | | sent more than once",
                "client_id=shop&id_token_hint=none | shop | is no ID token",
                "client_id=shop&post_logout_redirect_uri=https://shop.example/bye/ | shop | its path: only one of them ends with a slash",
                "post_logout_redirect_uri=https://shop.example/bye | | names no registered client"
            })
    void theCauseOfAnErrorOfALogoutIsRecorded(String query, @Nullable String client, String description) {
        given().urlEncodingEnabled(false).get("/oauth2/logout?" + query).then().statusCode(400);

        RecordedRefusal refusal = refusals.latest();
        assertThat(refusal.attempt()).isEqualTo(Attempt.AUTHORIZE);
        assertThat(refusal.error().detail()).contains(description);
        assertThat(Objects.toString(refusal.actor().client(), null)).isEqualTo(client);
    }

    private static Response post(RequestSpecification from, String path, String form) {
        return from.contentType(FORM).body(form).post(path);
    }

    private static Response answer(String client, String form, String contentType) {
        return given().header("Authorization", basic(client, "guess"))
                .contentType(contentType)
                .body(form)
                .post("/oauth2/token");
    }

    private void assertRecorded(Response known, Response unknown, Attempt attempt, String detail) {
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.asString()).isEqualTo(known.asString());
        known.then().body("error_description", containsString(detail));
        RecordedRefusal recorded = refusals.latest("bank");
        assertThat(recorded.attempt()).isEqualTo(attempt);
        assertThat(recorded.reason()).isEqualTo(RefusalReason.INVALID_REQUEST);
        assertThat(recorded.error().detail()).contains(detail);
    }

    private static String basic(String client, String secret) {
        String both = client + ":" + secret.replace(" ", "+");
        return "Basic " + base64(both);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
