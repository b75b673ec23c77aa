package io.doorway.session.provider.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A code can be redeemed once, by its client, with its verifier and redirect URI, within 30 seconds. */
@QuarkusTest
class RedeemCodeTest extends ProviderTest {
    private static final URI CALLBACK = URI.create("http://localhost:8090/callback");

    @Inject
    RevocationList revocationList;

    @Inject
    RandomGenerator random;

    @Test
    void aSecondRedemptionIsRefusedAndRevokesTheAccessToken() {
        AuthorizationCode code = code(bank);
        AccessToken token = tokens(bank.redeem(code)).getOIDCTokens().getAccessToken();

        TokenResponse second = bank.redeem(code);

        assertThat(error(second)).isEqualTo("invalid_grant");
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void ofAHundredConcurrentRedemptionsOneSucceedsAndIsRevoked() {
        AuthorizationCode code = code(bank);

        List<TokenResponse> responses =
                IntStream.range(0, 100)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> bank.redeem(code)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        List<TokenResponse> issued =
                responses.stream().filter(TokenResponse::indicatesSuccess).toList();
        assertThat(issued).hasSize(1);
        AccessToken token = tokens(issued.getFirst()).getOIDCTokens().getAccessToken();
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void aMissingVerifierUsesUpTheCode() {
        AuthorizationCode code = code(bank);

        TokenResponse response = bank.redeem(code, CALLBACK, null);

        assertThat(error(response)).isEqualTo("invalid_grant");
        assertThat(error(bank.redeem(code))).as("second redemption").isEqualTo("invalid_grant");
    }

    @Test
    void aWrongVerifierUsesUpTheCode() {
        AuthorizationCode code = code(bank);

        TokenResponse response = bank.redeem(code, CALLBACK, new CodeVerifier());

        assertThat(error(response)).isEqualTo("invalid_grant");
        assertThat(error(bank.redeem(code))).as("second redemption").isEqualTo("invalid_grant");
    }

    @Test
    void anotherRegisteredRedirectUriIsRefused() {
        AuthorizationCode code = code(bank);

        TokenResponse response = bank.redeem(code, URI.create("http://localhost:8090/other"), bank.verifier);

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void anotherClientsCodeIsRefused() {
        AuthorizationCode code = code(bank);

        TokenResponse response = TestRelyingParty.optionalPkce(issuer.uri()).redeem(code, CALLBACK, bank.verifier);

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void aVerifierForARequestWithoutChallengeIsRefused() {
        TestRelyingParty optionalPkce = TestRelyingParty.optionalPkce(issuer.uri());
        URI start = optionalPkce
                .request()
                .codeChallenge((CodeChallenge) null, null)
                .build()
                .toURI();
        ChallengeId id = challenges.approved(ticketAt(start), browser, account);

        TokenResponse response = optionalPkce.redeem(codeIn(optionalPkce, completed(id)));

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeOlderThanThirtySecondsIsRefused() {
        ChallengeId id = approved(bank);
        ChallengeBoundToken code = ChallengeBoundToken.random(id, random);
        challenges.change(
                id,
                (challenge, now) ->
                        ((Approved) challenge).consume(new Consumption(code.text(), Check.NONE, now.minusSeconds(30))));

        TokenResponse response = bank.redeem(new AuthorizationCode(code.text().open()));

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void aWellFormedCodeThatWasNotIssuedIsRefused() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));

        TokenResponse response = bank.redeem(new AuthorizationCode(
                ChallengeBoundToken.random(id, random).text().open()));

        assertThat(error(response)).isEqualTo("invalid_grant");
        assertThat(bank.redeem(code).indicatesSuccess()).as("the issued code").isTrue();
    }

    @Test
    void aCodeOfAnotherStoreIsRefused() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));
        challenges.simulateStoreChange(id);

        TokenResponse response = bank.redeem(code);

        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void anAccountSuspendedAfterCompletionGetsNoTokens() {
        AuthorizationCode code = code(bank);
        revocationList.revoke(new RevocationList.Account(account)).await().indefinitely();

        TokenResponse response = bank.redeem(code);

        assertThat(error(response)).isEqualTo("invalid_grant");
    }
}
