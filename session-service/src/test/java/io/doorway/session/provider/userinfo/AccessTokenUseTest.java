package io.doorway.session.provider.userinfo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.revocation.RevocationList;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Access tokens at the userinfo endpoint, and other secrets in their place. */
@QuarkusTest
class AccessTokenUseTest extends ProviderTest {
    @Inject
    RevocationList revocationList;

    @Test
    void theTokenOfASuspendedAccountIsRefused() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();
        revocationList.suspend(new RevocationList.Account(account), 2).await().indefinitely();

        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void aCodeIsNotAcceptedAsAnAccessToken() {
        AuthorizationCode code = code(bank);
        tokens(bank.redeem(code));

        assertThat(bank.userInfo(new BearerAccessToken(code.getValue())).getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void anAccessTokenIsNotAcceptedAsACode() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();

        TokenResponse response = bank.redeem(new AuthorizationCode(token.getValue()));

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void theClaimsAreSentWhateverTheRequestAccepts() {
        String token =
                tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken().getValue();

        for (String accepted : List.of("application/jwt", "text/html", "image/png")) {
            given().auth()
                    .oauth2(token)
                    .header("Accept", accepted)
                    .get("/oauth2/userinfo")
                    .then()
                    .statusCode(200)
                    .contentType("application/json");
        }
    }

    @Test
    void aTokenIsSentOnce() {
        String token =
                tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken().getValue();

        for (RequestSpecification twice : List.of(
                given().auth().oauth2(token).formParam("access_token", token),
                given().formParam("access_token", token, token))) {
            twice.post("/oauth2/userinfo")
                    .then()
                    .statusCode(400)
                    .header("WWW-Authenticate", containsString("error=\"invalid_request\""));
        }
    }

    @Test
    void errorsAreThoseOfRfc6750() {
        BrowserResponse missing = browser.open(bank.provider().getUserInfoEndpointURI());

        var malformed = bank.userInfo(new BearerAccessToken("nonsense"));

        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(malformed.getWWWAuthenticate()).contains("error=\"invalid_token\"");
    }
}
