package io.doorway.session.provider.refresh;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static io.doorway.session.support.RefreshingClient.SPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.session.database.Database;
import io.doorway.session.provider.sso.EndSessions;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.RefreshTest;
import io.doorway.session.support.TestChallenges;
import io.doorway.session.support.TestProof;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens (RFC 6749 section 6, RFC 9700 section 4.14). */
@QuarkusTest
class RefreshTokenTest extends RefreshTest {

    @Inject
    RevocationList revocationList;

    @Inject
    Database database;

    @Inject
    EndSessions endSessions;

    @Inject
    RefreshTokens refreshTokens;

    @Test
    void aRefreshReturnsTokensOfTheSameLogin() throws ParseException {
        Response first = tokens(SPA);

        Response second = SPA.refresh(refreshToken(first));

        JWTClaimsSet before = idToken(first);
        JWTClaimsSet after = idToken(second);
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getClaim("auth_time")).isEqualTo(before.getClaim("auth_time"));
        assertThat(after.getClaim("acr")).isEqualTo(before.getClaim("acr"));
        assertThat(before.getClaim("name")).isEqualTo("Ada Lovelace");
        assertThat(after.getClaim("name")).as("requested for the ID token").isEqualTo("Ada Lovelace");
        assertThat(before.getClaim("nonce")).isNotNull();
        assertThat(after.getClaim("nonce")).isNull();
        claims(accessToken(second)).statusCode(200).body("sub", is(after.getSubject()));
    }

    @Test
    void theTokenOfAPublicClientIsReplacedAtEachUse() {
        String first = refreshToken(tokens(SPA));

        String second = refreshToken(SPA.refresh(first));

        assertThat(second).isNotEqualTo(first);
        SPA.refresh(second).then().statusCode(200).body("refresh_token", not(is(second)));
    }

    @Test
    void aReplacedTokenThatComesAgainEndsEverythingOfTheLogin() {
        Response login = tokens(SPA);
        String stolen = refreshToken(login);
        Response refreshed = SPA.refresh(stolen);

        SPA.refresh(stolen).then().statusCode(400).body("error", is("invalid_grant"));

        SPA.refresh(refreshToken(refreshed)).then().statusCode(400).body("error", is("invalid_grant"));
        claims(accessToken(refreshed)).statusCode(401);
        claims(accessToken(login)).statusCode(401);
    }

    @Test
    void ofManyConcurrentRefreshesWithOneTokenOneSucceeds() {
        String token = refreshToken(tokens(SPA));

        List<Integer> statuses =
                ConcurrentCalls.run(20, call -> SPA.refresh(token).statusCode());

        assertThat(statuses).containsOnlyOnce(200);
    }

    /** A grant outlives the registration that it was given to. */
    @Test
    void aResourceThatTheClientIsNotRegisteredForAnyMoreIsRefused() {
        String api = "https://api.portal.example/v1";
        String token = refreshToken(
                PORTAL.redemption(code(PORTAL), bank).formParam("resource", api).post(TOKEN));
        database.query(
                        "update session.refresh_grant set record = replace(record, $2, $3) where account = $1",
                        Tuple.of(account.value(), api, "https://former.portal.example"))
                .await()
                .indefinitely();

        PORTAL.refresh(token).then().statusCode(400).body("error", is("invalid_target"));

        PORTAL.refreshRequest(token)
                .formParam("resource", api)
                .post(TOKEN)
                .then()
                .statusCode(200);
    }

    @Test
    void theTokenOfAClientWithCredentialsStaysTheSame() {
        String token = refreshToken(tokens(PORTAL));

        for (int use = 0; use < 2; use++) {
            PORTAL.refresh(token).then().statusCode(200).body("refresh_token", is(token));
        }
    }

    @Test
    void theTokenOfTheFapiProfileStaysTheSameAndNeedsAProof() {
        FapiClient fapi = new FapiClient(issuer.uri());
        URI start = fapi.pushed(fapi.authorizationRequest());
        String code = codeIn(bank, completed(challenges.approved(ticketAt(start), browser, account)))
                .getValue();
        String token = refreshToken(fapi.tokenRequest(code)
                .header("DPoP", fapi.proof("POST", TOKEN).signed())
                .post(TOKEN));

        fapi.authenticated()
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"));
        fapi.authenticated()
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .header("DPoP", fapi.proof("POST", TOKEN).signed())
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("refresh_token", is(token))
                .body("token_type", is("DPoP"));
    }

    @Test
    void theTokenOfAPublicClientWithAKeyIsBoundToTheKeyAndNotReplaced() {
        ECKey key = JwsSigner.newKey();
        String token = refreshToken(
                SPA.redemption(code(SPA), bank).header("DPoP", proof(key)).post(TOKEN));

        SPA.refresh(token).then().statusCode(400).body("error", is("invalid_grant"));
        SPA.refreshRequest(token)
                .header("DPoP", proof(JwsSigner.newKey()))
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"));
        SPA.refreshRequest(token)
                .header("DPoP", proof(key))
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("refresh_token", is(token));
    }

    @Test
    void theTokenOfAnotherClientIsAnsweredAsOneThatDoesNotExist() {
        String token = refreshToken(tokens(SPA));

        String ofAnother =
                PORTAL.refresh(token).then().statusCode(400).extract().asString();

        assertThat(ofAnother)
                .isEqualTo(PORTAL.refresh("a".repeat(43)).then().extract().asString());
        SPA.refresh(token).then().statusCode(200);
    }

    @Test
    void anAccountThatWasSuspendedDoesNotGetItsLoginBack() {
        String token = refreshToken(tokens(PORTAL));
        RevocationList.Account suspended = new RevocationList.Account(account);
        revocationList.suspend(suspended, 2).await().indefinitely();

        PORTAL.refresh(token).then().statusCode(400).body("error", is("invalid_grant"));

        revocationList.resume(suspended, 3).await().indefinitely();
        PORTAL.refresh(token).then().statusCode(400).body("error", is("invalid_grant"));
    }

    @Test
    void anOperatorEndsAllTokensOfAnAccountThatWereThereBefore() {
        Response login = tokens(PORTAL);
        String token = refreshToken(login);
        endSessions
                .account(account, Instant.now().minusSeconds(60), EndedBy.OPERATOR)
                .await()
                .indefinitely();
        PORTAL.refresh(token).then().statusCode(200);

        endSessions.account(account, Instant.now(), EndedBy.OPERATOR).await().indefinitely();

        PORTAL.refresh(token).then().statusCode(400).body("error", is("invalid_grant"));
        claims(accessToken(login)).statusCode(401);
    }

    @Test
    void aRevokedDeviceEndsWhatItApproved() {
        String token = refreshToken(tokens(PORTAL));
        revocationList
                .revoke(new RevocationList.Credential(TestChallenges.credentialOf(account)))
                .await()
                .indefinitely();

        PORTAL.refresh(token).then().statusCode(400).body("error", is("invalid_grant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires_at = now()", "used_at = now() - interval '14 days'"})
    void aTokenExpires(String change) {
        String token = refreshToken(tokens(PORTAL));
        database.query(
                        "update session.refresh_grant set " + change
                                + " where grant_id = (select grant_id from session.refresh_token where token_hash = $1)",
                        Tuple.of(Sha256.text(token)))
                .await()
                .indefinitely();

        PORTAL.refresh(token).then().statusCode(400).body("error", is("invalid_grant"));
    }

    /** More than one statement deletes. */
    @Test
    void allGrantsThatExpiredADayAgoAreDeleted() {
        database.query(
                        "insert into session.refresh_grant (grant_id, session_id, client_id, account, record, expires_at)"
                                + " select $1 || n::text, 'session', 'portal', $1, '{}', now() - interval '2 days'"
                                + " from generate_series(1, 10001) n",
                        Tuple.of(account.value()))
                .await()
                .indefinitely();

        refreshTokens.deleteExpired().await().indefinitely();

        assertThat(database.query(
                                "select count(*) from session.refresh_grant where account = $1",
                                Tuple.of(account.value()))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    @Test
    void theScopeCanBeLessAndNotMore() {
        String token = refreshToken(tokens(PORTAL));

        String narrowed = PORTAL.refreshRequest(token)
                .formParam("scope", "openid")
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("scope", is("openid"))
                .extract()
                .path("access_token");

        claims(narrowed).statusCode(200).body("name", nullValue());
        PORTAL.refreshRequest(token)
                .formParam("scope", "openid email")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_scope"));
    }

    @Test
    void aSecondRedemptionOfTheCodeEndsTheGrantAndWhatWasRefreshed() {
        String code = code(SPA);
        Response refreshed = SPA.refresh(refreshToken(SPA.redemption(code, bank).post(TOKEN)));

        SPA.redemption(code, bank).post(TOKEN).then().statusCode(400);

        SPA.refresh(refreshToken(refreshed)).then().statusCode(400);
        claims(accessToken(refreshed)).statusCode(401);
    }

    @Test
    void aClientThatIsNotRegisteredForRefreshTokensGetsNone() {
        String start =
                bank.request().build().toURI().toString().replaceAll("scope=[^&]*", "scope=openid+offline_access");
        var tokens = bank.redeem(
                codeIn(bank, completed(challenges.approved(ticketAt(URI.create(start)), browser, account))));

        assertThat(tokens(tokens).getOIDCTokens().getRefreshToken()).isNull();
        assertThat(tokens(tokens).getOIDCTokens().getAccessToken().getScope()).hasToString("openid");
    }

    private String proof(ECKey key) {
        return new TestProof(key, "POST", URI.create(issuer.uri() + TOKEN)).signed();
    }

    private static JWTClaimsSet idToken(Response tokens) throws ParseException {
        return SignedJWT.parse(tokens.then().statusCode(200).extract().path("id_token"))
                .getJWTClaimsSet();
    }
}
