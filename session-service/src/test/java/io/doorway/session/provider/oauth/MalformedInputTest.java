package io.doorway.session.provider.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values for which the SDK's parsers throw unchecked exceptions are answered like any other malformed value. */
@QuarkusTest
class MalformedInputTest extends ProviderTest {

    private static final String HEADER_NULL = "bnVsbA.e30.e30";
    private static final String HEADER_ARRAY = "W10.e30.e30";

    @ParameterizedTest
    @CsvSource({
        "scope, openid%20%0A",
        "acr_values, a%20%0A",
        "claims_locales, -",
        "id_token_hint, W10.e30.e30",
        "id_token_hint, bnVsbA.e30.e30"
    })
    void aParameterOfAnAuthorizationRequest(String parameter, String value) {
        String request = bank.request().build().toURI().toString().replaceAll("&" + parameter + "=[^&]*", "");

        int status = browser.open(URI.create(request + "&" + parameter + "=" + value))
                .status();

        assertThat(status).isIn(200, 302, 303, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/par", "/oauth2/introspect"})
    void aClientAssertion(String path) {
        for (String assertion : new String[] {HEADER_NULL, HEADER_ARRAY}) {
            given().formParam("grant_type", "authorization_code")
                    .formParam("code", "any")
                    .formParam("token", "any")
                    .formParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    .formParam("client_assertion", assertion)
                    .post(path)
                    .then()
                    .statusCode(401)
                    .body("error", is("invalid_client"));
        }
    }
}
