package io.doorway.session.provider.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestChallenges;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The device that approved a login is revoked before the login has ended. */
@QuarkusTest
class RevokedDeviceTest extends ProviderTest {
    @Inject
    RevocationList revocationList;

    @Test
    void anApprovedLoginCannotBeCompleted() {
        ChallengeId id = approved(bank);
        revoke();

        assertThat(browser.complete(id).status()).isEqualTo(410);
    }

    @Test
    void aCompletedLoginCannotBeRedeemed() {
        AuthorizationCode code = code(bank);
        revoke();

        assertThat(error(bank.redeem(code))).isEqualTo("invalid_grant");
    }

    @Test
    void anIssuedAccessTokenStaysValid() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();
        revoke();

        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(200);
    }

    private void revoke() {
        revocationList
                .revoke(new RevocationList.Credential(TestChallenges.credentialOf(account)))
                .await()
                .indefinitely();
    }
}
