package io.doorway.session.provider.backchannel;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.BackchannelClient;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed requests for a known account (OpenID Connect CIBA Core 1.0 section 7.1.1), as the FAPI-CIBA profile requires them. */
@QuarkusTest
class SignedBackchannelTest extends ProviderTest {
    private FapiClient agency;

    @BeforeEach
    void client() {
        agency = new FapiClient("agency", issuer.uri());
    }

    @Test
    void aSignedRequestIsAccepted() {
        ask(Map.of()).then().statusCode(200).body("", hasKey("auth_req_id"));
        ask(Map.of("requested_expiry", 60)).then().statusCode(200).body("expires_in", equalTo(60));
        ask(Map.of("requested_expiry", "60")).then().statusCode(200).body("expires_in", equalTo(60));
    }

    /** The offset is in seconds; "absent" removes the claim. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "iss, another",
        "iss, absent",
        "aud, https://another.example",
        "aud, absent",
        "exp, absent",
        "exp, -10",
        "exp, 4200",
        "nbf, absent",
        "nbf, 600",
        "nbf, -4200",
        "iat, absent",
        "iat, 600",
        "iat, -4200",
        "jti, absent",
        "client_id, another"
    })
    void anObjectWithThisClaimIsRefused(String claim, String value) {
        Object changed = value.matches("-?[0-9]+")
                ? (Object) (Instant.now().getEpochSecond() + Long.parseLong(value))
                : value.equals("absent") ? "" : value;

        ask(Map.of(claim, changed)).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    /** A copy of a genuine request would ask the person again. */
    @Test
    void anObjectIsAcceptedOnce() {
        String id = UUID.randomUUID().toString();

        ask(Map.of("jti", id)).then().statusCode(200);
        ask(Map.of("jti", id))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", containsString("used before"));
    }

    @Test
    void theProfileNeedsABindingMessage() {
        ask(Map.of("binding_message", ""))
                .then()
                .statusCode(400)
                .body("error_description", containsString("binding_message is required"));
    }

    @Test
    void pingNeedsATokenForTheNotification() {
        for (String token : new String[] {"", "two words", "x".repeat(1025)}) {
            ask(Map.of("client_notification_token", token))
                    .then()
                    .statusCode(400)
                    .body("error_description", containsString("client_notification_token"));
        }
    }

    @Test
    void anUnsignedRequestAndParametersBesideTheObjectAreRefused() {
        agency.authenticated()
                .formParams(parameters())
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        agency.authenticated()
                .formParam("request", object(ProviderUnderTest.FAPI_KEY, Map.of()))
                .formParam("login_hint", "somebody-else")
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void anObjectThatSomebodyElseSignedIsRefused() {
        agency.authenticated()
                .formParam("request", object(JwsSigner.newKey(), Map.of()))
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aClientThatDoesNotSignIsToldToRegister() {
        BackchannelClient.till()
                .formParam("request", object(ProviderUnderTest.FAPI_KEY, Map.of()))
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400)
                .body("error_description", containsString("backchannel_authentication_request_signing_alg"));
    }

    private Response ask(Map<String, Object> changed) {
        return agency.authenticated()
                .formParam("request", object(ProviderUnderTest.FAPI_KEY, changed))
                .post("/oauth2/bc-authorize");
    }

    private Map<String, Object> parameters() {
        return new LinkedHashMap<>(Map.of(
                "scope",
                "openid",
                "login_hint",
                account.value(),
                "binding_message",
                "Call 4711",
                "client_notification_token",
                "a-token-of-the-agency-0123456789"));
    }

    /** @param changed claims that differ; an empty text removes one */
    private String object(ECKey key, Map<String, Object> changed) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = parameters();
        claims.putAll(Map.of(
                "iss",
                agency.id(),
                "aud",
                issuer.toString(),
                "nbf",
                now,
                "iat",
                now,
                "exp",
                now + 300,
                "jti",
                UUID.randomUUID().toString()));
        claims.putAll(changed);
        claims.values().removeIf(""::equals);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(ProviderUnderTest.FAPI_KEY.getKeyID())
                .build();
        return JwsSigner.sign(header, key, claims);
    }
}
