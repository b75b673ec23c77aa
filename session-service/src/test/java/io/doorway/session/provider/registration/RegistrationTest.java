package io.doorway.session.provider.registration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are registered by requests (RFC 7591), and manage their registration (RFC 7592). */
@QuarkusTest
class RegistrationTest extends ProviderTest {
    private static final String REDIRECT_URI = "https://registered.example/back";
    private static final String METADATA =
            "{\"redirect_uris\": [\"" + REDIRECT_URI + "\"], \"client_name\": \"Registered\"}";

    @Inject
    Clients clients;

    @Test
    void aRegisteredClientLogsAPersonInAtOnce() {
        JsonPath client = registered(METADATA);
        URI start =
                URI.create(issuer.at("/oauth2/authorize") + "?response_type=code&scope=openid&state=abc&redirect_uri="
                        + REDIRECT_URI + "&client_id=" + client.getString("client_id"));
        URI back = completed(challenges.approved(ticketAt(start), browser, account));
        String code = codeIn(bank, back).getValue();

        redeem(client, code).then().statusCode(200).body("", hasKey("id_token"));
    }

    /** The request of the OpenID Foundation's suite has keys beside a secret, and contacts; it sends neither PKCE nor a nonce. */
    @Test
    void theClientOfTheConformanceSuiteGetsAnRs256TokenAndReadsTheClaimsInThreeWays() throws Exception {
        JsonPath client = registered(
                """
                {"client_name": "conformance", "grant_types": ["authorization_code"], "response_types": ["code"],
                 "jwks": {"keys": [%s]}, "token_endpoint_auth_method": "client_secret_basic",
                 "redirect_uris": ["%s"], "contacts": ["a@example.com"]}
                """.formatted(ProviderUnderTest.BROKER_KEY.toPublicJWK().toJSONString(), REDIRECT_URI));
        URI start = URI.create(issuer.at("/oauth2/authorize") + "?scope=openid%20email&response_type=code&redirect_uri="
                + REDIRECT_URI + "&display=popup&max_age=10000&login_hint=bob&claims_locales=se&extra=foobar&client_id="
                + client.getString("client_id"));
        String code = codeIn(bank, completed(challenges.approved(ticketAt(start), browser, account)))
                .getValue();
        JsonPath tokens = redeem(client, code).then().statusCode(200).extract().jsonPath();

        assertThat(SignedJWT.parse(tokens.getString("id_token")).getHeader())
                .satisfies(header -> assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256))
                .satisfies(header -> assertThat(header.getKeyID()).isNotEmpty());
        String token = tokens.getString("access_token");
        List.of(
                        given().auth().oauth2(token).get("/oauth2/userinfo"),
                        given().auth().oauth2(token).post("/oauth2/userinfo"),
                        given().formParam("access_token", token).post("/oauth2/userinfo"))
                .forEach(answer -> answer.then().statusCode(200).body("sub", equalTo(account.value())));
        redeem(client, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
        given().auth().oauth2(token).get("/oauth2/userinfo").then().statusCode(401);
    }

    /** A refresh token outlives the registration that it was given to. */
    @Test
    void aRefreshReleasesNoMoreThanTheClientIsRegisteredForByThen() {
        String metadata = "{\"redirect_uris\": [\"" + REDIRECT_URI + "\"], \"client_name\": \"Registered\","
                + " \"grant_types\": [\"authorization_code\", \"refresh_token\"], \"scope\": \"%s\"%s}";
        JsonPath client = registered(metadata.formatted("openid profile offline_access", ""));
        String id = client.getString("client_id");
        URI start = URI.create(issuer.at("/oauth2/authorize")
                + "?response_type=code&scope=openid%20profile%20offline_access&redirect_uri=" + REDIRECT_URI
                + "&client_id=" + id);
        String code = codeIn(bank, completed(challenges.approved(ticketAt(start), browser, account)))
                .getValue();
        String refresh = redeem(client, code).then().statusCode(200).extract().path("refresh_token");
        own(client)
                .body(metadata.formatted("openid offline_access", ", \"client_id\": \"" + id + "\""))
                .put(address(client))
                .then()
                .statusCode(200);

        String token = authenticated(client)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", refresh)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("scope", equalTo("openid offline_access"))
                .extract()
                .path("access_token");

        given().auth()
                .oauth2(token)
                .get("/oauth2/userinfo")
                .then()
                .statusCode(200)
                .body("", not(hasKey("name")));
    }

    private static RequestSpecification authenticated(JsonPath client) {
        return given().auth().preemptive().basic(client.getString("client_id"), client.getString("client_secret"));
    }

    private static Response redeem(JsonPath client, String code) {
        return authenticated(client)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", REDIRECT_URI)
                .post("/oauth2/token");
    }

    @Test
    void theAnswerHasEverythingThatIsRegisteredAndNoMemberThatIsUnknown() {
        register("{\"redirect_uris\": [\"" + REDIRECT_URI
                        + "\"], \"logo_uri\": \"https://x.example/\", \"contacts\": null}")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("client_name", equalTo("registered.example"))
                .body("client_uri", equalTo("https://registered.example/"))
                .body("token_endpoint_auth_method", equalTo("client_secret_basic"))
                .body("id_token_signed_response_alg", equalTo("RS256"))
                .body("grant_types[0]", equalTo("authorization_code"))
                .body("client_secret_expires_at", equalTo(0))
                .body("registration_client_uri", containsString("/oauth2/register/"))
                .body("", not(hasKey("logo_uri")))
                .body("", not(hasKey("doorway")));
    }

    @Test
    void theClientsHostMayPublishItsKeysAndBeInformedOfLogouts() {
        register("""
                {"redirect_uris": ["%s"], "token_endpoint_auth_method": "private_key_jwt",
                 "jwks_uri": "https://Registered.example/jwks", "backchannel_logout_uri": "https://registered.example/logout"}
                """.formatted(REDIRECT_URI))
                .then()
                .statusCode(201)
                .body("jwks_uri", equalTo("https://Registered.example/jwks"))
                .body("backchannel_logout_uri", equalTo("https://registered.example/logout"));
        register("{\"redirect_uris\": [\"" + REDIRECT_URI + "\"], \"jwks_uri\": \"https://registered.example/jwks\"}")
                .then()
                .statusCode(201)
                .body("", not(hasKey("jwks_uri")));
    }

    @Test
    void aPublicClientHasNoSecretAndNeedsPkce() {
        JsonPath client =
                registered("{\"redirect_uris\": [\"" + REDIRECT_URI + "\"], \"token_endpoint_auth_method\": \"none\"}");

        assertThat(client.getString("client_secret")).isNull();
        assertThat(clients.find(new ClientId(client.getString("client_id")))
                        .orElseThrow()
                        .pkceRequired())
                .isTrue();
    }

    /** RFC 8252 section 7.1: the scheme is a domain name in reverse order. */
    @Test
    void anApplicationWithASchemeOfItsDomainIsRegistered() {
        registered("{\"redirect_uris\": [\"example.registered.app:/back\"], \"application_type\": \"native\","
                + " \"client_name\": \"Registered\", \"client_uri\": \"https://registered.example/\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                               | invalid_redirect_uri    | redirect_uris: missing",
                "{redirect_uris: ['http://elsewhere.example/']}   | invalid_redirect_uri    | redirect_uris: expected an absolute https",
                "{redirect_uris: 'https://a.example/'}            | invalid_redirect_uri    | redirect_uris: expected a list",
                "{redirect_uris: [null]}                          | invalid_redirect_uri    | redirect_uris: expected text, in quotes",
                "{redirect_uris: ['https://a.example/'], grant_types: ['implicit']} | invalid_client_metadata | grant_types: expected",
                "{redirect_uris: ['https://a.example/'], doorway: {check: 'never'}} | invalid_client_metadata | doorway: is decided by the operator",
                "{redirect_uris: ['https://a.example/'], default_acr_values: ['x']} | invalid_client_metadata | default_acr_values: is not supported",
                "{redirect_uris: ['https://a.example/'], client_name: 'HARB0UR BANK'} | invalid_client_metadata | client_name: looks like that of client",
                "{redirect_uris: ['https://a.example/'], client_name: 'Harbour Bank', client_uri: 'http://localhost:8090/'} | invalid_client_metadata | client_uri: expected the host of every redirect URI",
                "{redirect_uris: ['http://localhost:8090/x', 'https://a.example/'], client_name: 'Harbour Bank'} | invalid_client_metadata | client_uri: expected the host of every redirect URI",
                "{redirect_uris: ['com.attacker:/x'], application_type: 'native', client_name: 'Harbour Bank', client_uri: 'http://localhost:8090/'} | invalid_client_metadata | client_uri: expected the host of every redirect URI",
                "{redirect_uris: ['https://a.example/'], token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://b.example/'} | invalid_client_metadata | jwks_uri: expected the host of a redirect URI",
                "{redirect_uris: ['https://a.example/'], token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'http://a.example/'} | invalid_client_metadata | jwks_uri: expected an absolute https",
                "{redirect_uris: ['https://a.example/'], backchannel_logout_uri: 'https://10.0.0.1/'} | invalid_client_metadata | backchannel_logout_uri: expected the host of a redirect URI",
                "{redirect_uris: ['https://a.example/'], sector_identifier_uri: 'https://b.example/'} | invalid_client_metadata | sector_identifier_uri: is accepted in the operator's files only",
                "{redirect_uris: ['https://a.example/'], grant_types: ['urn:openid:params:grant-type:ciba'], backchannel_token_delivery_mode: 'poll'} | invalid_client_metadata | grant_types: urn:openid:params:grant-type:ciba is accepted in the operator's files only",
                "[]                                               | invalid_client_metadata | not a JSON object",
                "{redirect_uris: [], redirect_uris: []}           | invalid_client_metadata | has a member twice",
            })
    void aMistakeIsNamed(String body, String error, String description) {
        register(body.replaceAll("([a-z_]+):(?= )", "\"$1\":").replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("error", equalTo(error))
                .body("error_description", containsString(description));
    }

    @Test
    void everyMistakeIsNamed() {
        register("""
                {"redirect_uris": ["http://a.example/1", "https://a.example/2", "/3"], "client_uri": "https://b.example/",
                 "doorway": {"check": "never"}, "sector_identifier_uri": "https://c.example/", "scope": "profile",
                 "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "https://d.example/",
                 "application_type": ["web"], "subject_type": "ephemeral"}
                """)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_redirect_uri"))
                .body("error_description", containsString("redirect_uris: address 1: expected an absolute https"))
                .body("error_description", not(containsString("address 2")))
                .body("error_description", containsString("redirect_uris: address 3: expected an absolute https"))
                .body("error_description", containsString("client_uri: expected the host of every redirect URI"))
                .body("error_description", containsString("doorway: is decided by the operator"))
                .body("error_description", containsString("sector_identifier_uri: is accepted in the operator's files"))
                .body("error_description", containsString("scope: must contain openid"))
                .body("error_description", containsString("jwks_uri: expected the host of a redirect URI"))
                .body("error_description", containsString("application_type: expected text"))
                .body("error_description", containsString("subject_type: expected public or pairwise"));
    }

    @Test
    void withoutTheRoleNobodyRegisters() {
        given().contentType("application/json")
                .body(METADATA)
                .post("/oauth2/register")
                .then()
                .statusCode(401);
        with("Bearer " + OperatorTestResource.tokens(issuer.toString()).token("security"))
                .body(METADATA)
                .post("/oauth2/register")
                .then()
                .statusCode(403);
        with(OperatorTestResource.bearerSignedByAnotherKey("registration"))
                .body(METADATA)
                .post("/oauth2/register")
                .then()
                .statusCode(401);
    }

    @Test
    void aClientReadsReplacesAndRemovesItsRegistration() {
        JsonPath client = registered(METADATA);
        ClientId id = new ClientId(client.getString("client_id"));

        own(client).get(address(client)).then().statusCode(200).body("client_name", equalTo("Registered"));

        own(client)
                .body(new JsonObject(METADATA)
                        .put("client_id", id.value())
                        .put("client_secret", client.getString("client_secret"))
                        .put("client_name", "Renamed")
                        .toString())
                .put(address(client))
                .then()
                .statusCode(200)
                .body("client_name", equalTo("Renamed"))
                .body("client_secret", equalTo(client.getString("client_secret")));
        assertThat(clients.find(id).orElseThrow().name()).isEqualTo("Renamed");

        own(client).delete(address(client)).then().statusCode(204).header("Cache-Control", equalTo("no-store"));
        assertThat(clients.find(id)).isEmpty();
        own(client)
                .get(address(client))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"client_id\": \"bank\"}", "{}", "{\"client_id\": \"own\", \"client_secret\": \"guess\"}"})
    void anUpdateForAnotherClientOrWithAnotherSecretIsRefused(String body) {
        JsonPath client = registered(METADATA);

        own(client)
                .body(new JsonObject(METADATA)
                        .mergeIn(new JsonObject(body.replace("own", client.getString("client_id"))))
                        .toString())
                .put(address(client))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"))
                .body("error_description", containsString("expected that of this client"));
    }

    @Test
    void everyAddressNamesItsMethodsAndAnswersWhateverTheRequestAccepts() {
        JsonPath client = registered(METADATA);

        own(client)
                .header("Accept", "application/jwt")
                .get(address(client))
                .then()
                .statusCode(200)
                .contentType("application/json");
        own(client)
                .patch(address(client))
                .then()
                .statusCode(405)
                .header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS, PUT"));
        own(client).put("/oauth2/register").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
        own(client).get("/oauth2/register").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void theTokenOfAnotherClientIsAnsweredAsForAnUnknownClient() {
        JsonPath client = registered(METADATA);
        JsonPath other = registered(METADATA);

        String answer =
                own(other).get(address(client)).then().statusCode(401).extract().asString();
        own(other).get("/oauth2/register/nobody").then().statusCode(401).body(equalTo(answer));
        own(other).get("/oauth2/register/bank").then().statusCode(401);
        own(other).delete(address(client)).then().statusCode(401);
        own(client).get(address(client)).then().statusCode(200);
    }

    @Test
    void theAddressOfTheEndpointIsInTheMetadata() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body(
                        "registration_endpoint",
                        equalTo(issuer.at("/oauth2/register").toString()));
    }

    private JsonPath registered(String body) {
        return register(body).then().statusCode(201).extract().jsonPath();
    }

    private Response register(String body) {
        return with("Bearer " + OperatorTestResource.tokens(issuer.toString()).token("registration"))
                .body(body)
                .post("/oauth2/register");
    }

    private static RequestSpecification own(JsonPath client) {
        return with("Bearer " + client.getString("registration_access_token"));
    }

    private static String address(JsonPath client) {
        return URI.create(client.getString("registration_client_uri")).getPath();
    }

    private static RequestSpecification with(String authorization) {
        return given().header("Authorization", authorization).contentType("application/json");
    }
}
