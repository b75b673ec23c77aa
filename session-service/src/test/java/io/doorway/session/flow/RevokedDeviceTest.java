package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.doorway.edge.account.CredentialGate;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The device that approved a login was revoked while the login was on its way. */
@QuarkusTest
class RevokedDeviceTest extends ProviderTest {
    @Inject
    CredentialGate devices;

    @Test
    void whatItApprovedIsNotCompleted() {
        ChallengeId id = approved(bank);
        revoke();

        assertThat(browser.complete(id).statusCode()).isEqualTo(410);
    }

    @Test
    void whatWasCompletedIsNotRedeemed() {
        AuthorizationCode code = code(bank);
        revoke();

        assertThat(error(bank.redeem(code))).isEqualTo("invalid_grant");
    }

    @Test
    void aLoginThatIsThroughGoesOn() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();
        revoke();

        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(200);
    }

    private void revoke() {
        devices.close("credential-of-" + account).await().indefinitely();
    }
}
