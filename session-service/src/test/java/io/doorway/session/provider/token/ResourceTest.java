package io.doorway.session.provider.token;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.RefreshTest;
import io.doorway.session.support.TestProof;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Access tokens for a resource (RFC 8707), which are JWTs (RFC 9068). */
@QuarkusTest
class ResourceTest extends RefreshTest {
    private static final String API = "https://api.portal.example/v1";
    private static final String FILES = "https://files.portal.example";
    private static final String TOKEN = "/oauth2/token";

    @Test
    void aTokenForAResourceIsAJwtThatTheResourceVerifiesByItself() throws Exception {
        SignedJWT token = SignedJWT.parse(accessToken(tokens(API)));

        JWKSet keys = JWKSet.load(bank.provider().getJWKSetURI().toURL());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(claims.getIssuer()).isEqualTo(issuer.uri().toString());
        assertThat(claims.getAudience()).containsExactly(API);
        assertThat(claims.getStringClaim("client_id")).isEqualTo("portal");
        assertThat(claims.getStringClaim("scope")).contains("openid");
        assertThat(claims.getSubject()).isNotBlank();
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime()).isNotNull();
        assertThat(claims.getIssueTime()).isNotNull();
        assertThat(claims.getClaim("auth_time")).isNotNull();
    }

    @Test
    void itIsNotAcceptedByUserinfoInAnyForm() throws Exception {
        String token = accessToken(tokens(API));

        claims(token).statusCode(401);
        claims(SignedJWT.parse(token).getJWTClaimsSet().getJWTID()).statusCode(401);
    }

    @Test
    void itCanBeIntrospectedAndRevoked() {
        String token = accessToken(tokens(API));
        introspected(token).then().body("active", is(true)).body("aud", contains(API));

        PORTAL.revoke(token).then().statusCode(200);

        introspected(token).then().body("active", is(false));
    }

    @Test
    void aForgedTokenWithTheSameIdIsNotActive() throws Exception {
        SignedJWT token = SignedJWT.parse(accessToken(tokens(API)));
        String forged = JwsSigner.sign(
                token.getHeader(), JwsSigner.newKey(), token.getPayload().toJSONObject());

        introspected(forged).then().statusCode(200).body("active", is(false));
    }

    @Test
    void aBoundTokenStatesItsKey() throws Exception {
        var key = JwsSigner.newKey();
        String proof = new TestProof(key, "POST", URI.create(issuer.uri() + TOKEN)).signed();

        Response tokens = PORTAL.redemption(code(PORTAL), bank)
                .formParam("resource", API)
                .header("DPoP", proof)
                .post(TOKEN);

        assertThat(SignedJWT.parse(accessToken(tokens)).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("jkt", key.computeThumbprint().toString()));
    }

    @Test
    void aRefreshIsForTheSameOrAnotherRegisteredResource() throws Exception {
        String refresh = refreshToken(tokens(API));

        Response same = PORTAL.refresh(refresh);
        Response other =
                PORTAL.refreshRequest(refresh).formParam("resource", FILES).post(TOKEN);

        assertThat(SignedJWT.parse(accessToken(same)).getJWTClaimsSet().getAudience())
                .containsExactly(API);
        assertThat(SignedJWT.parse(accessToken(other)).getJWTClaimsSet().getAudience())
                .containsExactly(FILES);
    }

    @Test
    void theResourceOfTheAuthorizationRequestIsThatOfTheToken() throws Exception {
        URI start = URI.create(PORTAL.start(bank) + "&resource=" + FILES);
        String code = codeIn(bank, completed(challenges.approved(ticketAt(start), browser, account)))
                .getValue();

        String token = accessToken(PORTAL.redemption(code, bank).post(TOKEN));

        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getAudience()).containsExactly(FILES);
    }

    @Test
    void aResourceThatIsNotRegisteredIsRefusedAndDoesNotUseTheCode() {
        String code = code(PORTAL);
        URI start = URI.create(PORTAL.start(bank) + "&resource=https://another.example");

        PORTAL.redemption(code, bank)
                .formParam("resource", "https://another.example")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_target"))
                .body("error_description", containsString("registered resources"));
        PORTAL.redemption(code, bank).post(TOKEN).then().statusCode(200);
        assertThat(browser.redirectOf(start).getQuery()).contains("error=invalid_target");
    }

    private Response tokens(String resource) {
        return PORTAL.redemption(code(PORTAL), bank)
                .formParam("resource", resource)
                .post(TOKEN);
    }

    private static Response introspected(String token) {
        return PORTAL.identified().formParam("token", token).post("/oauth2/introspect");
    }
}
