package io.doorway.session.provider.token;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.doorway.session.support.RefreshTest;
import io.quarkus.test.junit.QuarkusTest;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Introspection responses as JWTs (RFC 9701). */
@QuarkusTest
class SignedIntrospectionTest extends RefreshTest {
    private static final String TYPE = "application/token-introspection+jwt";

    @Test
    void aClientThatAsksForItGetsASignedResponse() throws ParseException {
        SignedJWT response = introspected(accessToken(tokens(PORTAL)));

        assertThat(response.getHeader().getType()).hasToString("token-introspection+jwt");
        assertThat(response.getHeader().getAlgorithm()).hasToString("PS256");
        assertThat(response.getJWTClaimsSet().getIssuer())
                .isEqualTo(issuer.uri().toString());
        assertThat(response.getJWTClaimsSet().getAudience()).containsExactly("portal");
        assertThat(introspection(response)).containsEntry("active", true).containsEntry("client_id", "portal");
    }

    @Test
    void aTokenThatDoesNotExistIsDescribedInASignedResponseToo() throws ParseException {
        assertThat(introspection(introspected("unknown"))).containsExactly(Map.entry("active", false));
    }

    @Test
    void theTypeOfTheResponseIsComparedWithoutItsParametersAndItsCase() throws ParseException {
        assertThat(introspection(introspected("unknown", "Application/Token-Introspection+JWT; q=0.9, */*; q=0.1")))
                .containsExactly(Map.entry("active", false));
    }

    private static SignedJWT introspected(String token) throws ParseException {
        return introspected(token, TYPE);
    }

    private static SignedJWT introspected(String token, String accepted) throws ParseException {
        return SignedJWT.parse(PORTAL.identified()
                .formParam("token", token)
                .header("Accept", accepted)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .contentType(TYPE)
                .extract()
                .asString());
    }

    private static Map<String, Object> introspection(SignedJWT response) throws ParseException {
        return response.getJWTClaimsSet().getJSONObjectClaim("token_introspection");
    }
}
