package io.doorway.session.provider.refresh;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static io.doorway.session.support.RefreshingClient.SPA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.doorway.session.support.RefreshTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation by the relying party (RFC 7009). */
@QuarkusTest
class RevocationTest extends RefreshTest {

    @Test
    void aRevokedRefreshTokenEndsItsGrantAndItsAccessTokens() {
        Response tokens = tokens(PORTAL);
        Response refreshed = PORTAL.refresh(refreshToken(tokens));

        PORTAL.revoke(refreshToken(tokens)).then().statusCode(200);

        PORTAL.refresh(refreshToken(tokens)).then().statusCode(400).body("error", is("invalid_grant"));
        claims(accessToken(tokens)).statusCode(401);
        claims(accessToken(refreshed)).statusCode(401);
    }

    @Test
    void aRevokedAccessTokenLeavesTheGrant() {
        Response tokens = tokens(SPA);

        SPA.revoke(accessToken(tokens)).then().statusCode(200);

        claims(accessToken(tokens)).statusCode(401);
        SPA.refresh(refreshToken(tokens)).then().statusCode(200);
    }

    @Test
    void aRevocationCanBeRepeated() {
        Response tokens = tokens(PORTAL);

        PORTAL.revoke(refreshToken(tokens)).then().statusCode(200);
        PORTAL.revoke(refreshToken(tokens)).then().statusCode(200);
    }

    @Test
    void tokensOfAnotherClientAreNotRevokedAndTheAnswerIsTheSame() {
        Response tokens = tokens(PORTAL);

        SPA.revoke(refreshToken(tokens)).then().statusCode(200);
        SPA.revoke(accessToken(tokens)).then().statusCode(200);

        claims(accessToken(tokens)).statusCode(200);
        PORTAL.refresh(refreshToken(tokens)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unknown", "a.b", "\0", "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aTokenThatDoesNotExistIsNoError(String token) {
        PORTAL.revoke(token).then().statusCode(200);
    }

    @Test
    void aRequestWithoutATokenOrWithoutTheClientIsRefused() {
        PORTAL.identified().post("/oauth2/revoke").then().statusCode(400).body("error", is("invalid_request"));
        given().formParam("client_id", "portal")
                .formParam("token", "any")
                .post("/oauth2/revoke")
                .then()
                .statusCode(401)
                .body("error", is("invalid_client"));
    }
}
