package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import io.doorway.edge.account.AccountGate;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What an access token does not open, and what is no access token. */
@QuarkusTest
class TokenUseTest extends ProviderTest {
    @Inject
    AccountGate gate;

    @Test
    void anAccountSuspendedAfterRedeemingHasNoUserInfo() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();
        gate.close(account).await().indefinitely();

        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void aCodeIsNoAccessToken() {
        AuthorizationCode code = code(bank);
        tokens(bank.redeem(code));

        assertThat(bank.userInfo(new BearerAccessToken(code.getValue())).getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void anAccessTokenIsNoCode() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();

        TokenResponse answer = bank.redeem(new AuthorizationCode(token.getValue()));

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void userInfoSaysWhatIsMissingAsRfc6750Does() {
        HttpResponse<String> without = browser.open(bank.provider().getUserInfoEndpointURI());

        var wrong = bank.userInfo(new BearerAccessToken("nonsense"));

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(wrong.getWWWAuthenticate()).contains("error=\"invalid_token\"");
    }
}
