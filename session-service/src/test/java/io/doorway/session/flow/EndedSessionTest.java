package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import io.doorway.edge.session.SessionGate;
import io.doorway.edge.session.SessionId;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person has said of a login that it was not theirs. */
@QuarkusTest
class EndedSessionTest extends ProviderTest {
    @Inject
    SessionGate sessions;

    @Test
    void itsCodeIsNotRedeemed() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));
        end(id);

        TokenResponse answer = bank.redeem(code);

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void itsBrowserIsNotGivenTheCodeAgain() {
        ChallengeId id = approved(bank);
        completed(id);
        end(id);

        assertThat(browser.complete(id).statusCode()).isEqualTo(410);
    }

    @Test
    void itsAccessTokenIsNotHonoured() throws Exception {
        ChallengeId id = approved(bank);
        AccessToken token = tokenOf(id);
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(200);
        end(id);

        UserInfoErrorResponse refused = UserInfoErrorResponse.parse(bank.userInfo(token));

        assertThat(refused.getErrorObject().getHTTPStatusCode()).isEqualTo(401);
        assertThat(refused.getErrorObject().getCode()).isEqualTo("invalid_token");
    }

    @Test
    void thePersonsOtherLoginsGoOn() {
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
        sessions.end(SessionId.of(id), Duration.ofMinutes(20)).await().indefinitely();
    }
}
