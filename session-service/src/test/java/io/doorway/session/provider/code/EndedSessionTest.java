package io.doorway.session.provider.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A person has disowned a login, and its session was ended. */
@QuarkusTest
class EndedSessionTest extends ProviderTest {
    @Inject
    RevocationList revocationList;

    @Test
    void theCodeCannotBeRedeemed() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));
        end(id);

        TokenResponse response = bank.redeem(code);

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void theBrowserDoesNotGetTheCodeAgain() {
        ChallengeId id = approved(bank);
        completed(id);
        end(id);

        assertThat(browser.complete(id).status()).isEqualTo(410);
    }

    @Test
    void theAccessTokenIsRefused() throws Exception {
        ChallengeId id = approved(bank);
        AccessToken token = tokenOf(id);
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(200);
        end(id);

        UserInfoErrorResponse error = UserInfoErrorResponse.parse(bank.userInfo(token));

        assertThat(error.getErrorObject().getHTTPStatusCode()).isEqualTo(401);
        assertThat(error.getErrorObject().getCode()).isEqualTo("invalid_token");
    }

    @Test
    void otherSessionsOfTheAccountAreNotAffected() {
        AccessToken other = tokenOf(approved(bank));
        ChallengeId id = approved(bank);
        tokenOf(id);
        end(id);

        assertThat(bank.userInfo(other).getStatusCode()).isEqualTo(200);
    }

    private AccessToken tokenOf(ChallengeId id) {
        return tokens(bank.redeem(codeIn(bank, completed(id)))).getOIDCTokens().getAccessToken();
    }

    private void end(ChallengeId id) {
        revocationList
                .revoke(new RevocationList.Session(SessionId.of(id)))
                .await()
                .indefinitely();
    }
}
