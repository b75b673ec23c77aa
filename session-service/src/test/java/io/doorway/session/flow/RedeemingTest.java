package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.doorway.edge.account.AccountGate;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RelyingParty;
import io.doorway.session.token.BoundSecret;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A code is good once, for its own client and request, and not for long. */
@QuarkusTest
class RedeemingTest extends ProviderTest {
    private static final URI CALLBACK = URI.create("http://localhost:8090/callback");

    @Inject
    AccountGate gate;

    @Inject
    RandomGenerator random;

    @Test
    void aCodeRedeemedTwiceGivesNothingAndRevokesWhatItGave() {
        AuthorizationCode code = code(bank);
        AccessToken token = tokens(bank.redeem(code)).getOIDCTokens().getAccessToken();

        TokenResponse second = bank.redeem(code);

        assertThat(error(second)).isEqualTo("invalid_grant");
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void ofAHundredRedemptionsAtOnceOneSucceedsAndIsRevoked() {
        AuthorizationCode code = code(bank);

        List<TokenResponse> answers =
                IntStream.range(0, 100)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> bank.redeem(code)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        List<TokenResponse> issued =
                answers.stream().filter(TokenResponse::indicatesSuccess).toList();
        assertThat(issued).hasSize(1);
        AccessToken token = tokens(issued.getFirst()).getOIDCTokens().getAccessToken();
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void aCodeWithoutItsVerifierIsBurnt() {
        AuthorizationCode code = code(bank);

        TokenResponse answer = bank.redeem(code, CALLBACK, null);

        assertThat(error(answer)).isEqualTo("invalid_grant");
        assertThat(error(bank.redeem(code))).as("a second presentation").isEqualTo("invalid_grant");
    }

    @Test
    void aCodeWithAnotherVerifierIsBurnt() {
        AuthorizationCode code = code(bank);

        TokenResponse answer = bank.redeem(code, CALLBACK, new CodeVerifier());

        assertThat(error(answer)).isEqualTo("invalid_grant");
        assertThat(error(bank.redeem(code))).as("a second presentation").isEqualTo("invalid_grant");
    }

    @Test
    void aCodeForAnotherRegisteredAddressIsRefused() {
        AuthorizationCode code = code(bank);

        TokenResponse answer = bank.redeem(code, URI.create("http://localhost:8090/other"), bank.verifier);

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void anotherClientsCodeIsRefused() {
        AuthorizationCode code = code(bank);

        TokenResponse answer = RelyingParty.older(issuer.uri()).redeem(code, CALLBACK, bank.verifier);

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void aVerifierForARequestWithoutChallengeIsRefused() {
        RelyingParty older = RelyingParty.older(issuer.uri());
        URI start = older.request()
                .codeChallenge((CodeChallenge) null, null)
                .build()
                .toURI();
        ChallengeId id = phones.approved(ticketAt(start), browser, account);

        TokenResponse answer = older.redeem(codeIn(older, completed(id)));

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeOlderThanThirtySecondsIsRefused() {
        ChallengeId id = approved(bank);
        BoundSecret code = BoundSecret.random(id, random);
        phones.change(
                id,
                (challenge, now) ->
                        ((Approved) challenge).consume(new Consumption(code.text(), Check.NONE, now.minusSeconds(30))));

        TokenResponse answer = bank.redeem(new AuthorizationCode(code.text().open()));

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeThatLooksRightButIsNotThisChallengesIsRefused() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));

        TokenResponse answer = bank.redeem(
                new AuthorizationCode(BoundSecret.random(id, random).text().open()));

        assertThat(error(answer)).isEqualTo("invalid_grant");
        assertThat(bank.redeem(code).indicatesSuccess()).as("the real one").isTrue();
    }

    @Test
    void aCodeOfAnotherStoreIsRefused() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));
        phones.pretendAnotherStore(id);

        TokenResponse answer = bank.redeem(code);

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @Test
    void anAccountSuspendedAfterCompletingGetsNoTokens() {
        AuthorizationCode code = code(bank);
        gate.close(account).await().indefinitely();

        TokenResponse answer = bank.redeem(code);

        assertThat(error(answer)).isEqualTo("invalid_grant");
    }
}
