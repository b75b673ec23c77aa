package io.doorway.session.provider.userinfo;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static io.doorway.session.support.RefreshingClient.SPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.session.database.Database;
import io.doorway.session.support.RecordedRefusals;
import io.doorway.session.support.RefreshTest;
import io.doorway.session.support.RefreshingClient;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Userinfo asks for a stronger or more recent login (RFC 9470). */
@QuarkusTest
class StepUpTest extends RefreshTest {
    private static final String MAKE_OLD = """
            update session.refresh_grant
            set record = regexp_replace(record, '"authenticated_at":"[^"]*"', '"authenticated_at":"2020-01-01T00:00:00Z"')
            where grant_id = (select grant_id from session.refresh_token where token_hash = $1)""";

    @Inject
    Database database;

    @Inject
    RecordedRefusals refusals;

    @Test
    void aTokenOfALoginThatIsTooOldIsRefused() {
        claims(refreshedAfterYears(PORTAL))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"insufficient_user_authentication\""))
                .header("WWW-Authenticate", containsString("max_age=\"3600\""));

        assertThat(refusals.latest("portal").error().code())
                .as("for the client's developer")
                .isEqualTo("insufficient_user_authentication");
    }

    @Test
    void aClientThatDemandsNoRecentLoginGetsItsClaims() {
        claims(refreshedAfterYears(SPA)).statusCode(200);
    }

    @Test
    void aTokenOfALoginThatIsTooWeakIsRefused() {
        TestRelyingParty passkeyClient = TestRelyingParty.optionalPkce(issuer.uri());
        var code =
                codeIn(passkeyClient, completed(challenges.approved(ticket(passkeyClient), browser, account, Acr.QR)));
        AccessToken token = tokens(passkeyClient.redeem(code)).getOIDCTokens().getAccessToken();

        HTTPResponse response = passkeyClient.userInfo(token);

        assertThat(response.getStatusCode()).isEqualTo(401);
        assertThat(response.getWWWAuthenticate())
                .contains("insufficient_user_authentication", "acr_values=\"urn:doorway:acr:passkey\"");
    }

    /** A token that is refreshed long after its login. */
    private String refreshedAfterYears(RefreshingClient client) {
        Response tokens = tokens(client);
        database.query(MAKE_OLD, Tuple.of(Sha256.text(refreshToken(tokens))))
                .await()
                .indefinitely();
        return accessToken(client.refresh(refreshToken(tokens)));
    }
}
