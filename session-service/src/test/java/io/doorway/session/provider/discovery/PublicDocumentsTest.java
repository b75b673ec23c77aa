package io.doorway.session.provider.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata and keys are read by every kind of library, and by scripts of any origin. */
@QuarkusTest
class PublicDocumentsTest extends ProviderTest {

    private static final String METADATA = "/.well-known/openid-configuration";

    @ParameterizedTest
    @ValueSource(strings = {METADATA, "/.well-known/oauth-authorization-server", "/oauth2/jwks"})
    void scriptsOfAnyOriginMayReadIt(String path) {
        given().header("Origin", "https://app.example")
                .get(path)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Credentials", (String) null);
    }

    @ParameterizedTest
    @ValueSource(strings = {METADATA, "/.well-known/oauth-authorization-server", "/oauth2/jwks"})
    void aCurrentCopyIsConfirmed(String path) {
        String tag = given().get(path).getHeader("ETag");

        given().header("If-None-Match", tag).get(path).then().statusCode(304).body(is(""));
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {METADATA, "/oauth2/jwks"})
    void theRepresentationIsJsonWhateverTheRequestAccepts(String path) {
        given().header("Accept", "application/jwt")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @Test
    void theAddressOfRfc8414HasTheSameMetadata() {
        assertThat(given().get("/.well-known/oauth-authorization-server").asString())
                .isEqualTo(given().get(METADATA).asString());
    }
}
