package io.doorway.session.provider.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.code.CodeRedemptions.Result;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestRelyingParty;
import io.doorway.store.Conditions;
import io.doorway.store.Outbox;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A code can be redeemed once, by its client, with its verifier and redirect URI, within 30 seconds. */
@QuarkusTest
class RedeemCodeTest extends ProviderTest {
    private static final URI CALLBACK = URI.create("http://localhost:8090/callback");

    @Inject
    RevocationList revocationList;

    @Inject
    RandomGenerator random;

    @Inject
    RedisCalls redis;

    @Inject
    EventSigner signer;

    @Inject
    Outbox outbox;

    @Inject
    AccessTokens accessTokens;

    @Inject
    Clients clients;

    @Inject
    SessionEvents events;

    @Test
    void aSecondRedemptionIsRefusedAndRevokesTheAccessToken() {
        AuthorizationCode code = code(bank);
        AccessToken token = tokens(bank.redeem(code)).getOIDCTokens().getAccessToken();

        TokenResponse second = bank.redeem(code);

        assertThat(description(second))
                .isEqualTo(
                        "invalid_grant: The code was redeemed before. The access token of the first redemption is revoked");
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void ofAHundredConcurrentRedemptionsOneSucceeds() {
        AuthorizationCode code = code(bank);

        List<TokenResponse> issued = concurrentlyRedeemed(code);

        assertThat(issued).hasSize(1);
        AccessToken token = tokens(issued.getFirst()).getOIDCTokens().getAccessToken();
        assertThat(error(bank.redeem(code))).isEqualTo("invalid_grant");
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    private List<TokenResponse> concurrentlyRedeemed(AuthorizationCode code) {
        return ConcurrentCalls.run(100, call -> bank.redeem(code)).stream()
                .filter(TokenResponse::indicatesSuccess)
                .toList();
    }

    /** The event log fails after the redemption is stored, as if Kafka were not available; the answer of the service is 503. */
    private void redeemWhileKafkaIsDown(AuthorizationCode code) {
        ChallengeBoundToken bound = ChallengeBoundToken.parse(code.getValue()).orElseThrow();
        Consumed login = (Consumed) challenges.stored(bound.challenge());
        AcceptedRequest request = AcceptedRequest.parse(login.loginRequest().authorizationRequest());
        NewAccessToken token = accessTokens.create(
                clients.find(new ClientId("bank")).orElseThrow(),
                login,
                request,
                null,
                null,
                login.consumption().at());
        CodeRedemptions withoutKafka = new CodeRedemptions(
                redis,
                signer,
                outbox,
                entries -> Uni.createFrom().failure(new StoreUnavailableException("Kafka is down")));
        Uni<Result> redemption = withoutKafka.redeem(
                Conditions.Mode.ALONE,
                bound,
                login,
                null,
                login.consumption().at().plus(CodeRedemptions.TTL),
                token,
                events.tokensIssued(login, token.granted(), "127.0.0.1"));
        assertThatThrownBy(() -> redemption.await().indefinitely()).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRedemptionThatWasAnsweredWith503CanBeRepeated() {
        AuthorizationCode code = code(bank);
        redeemWhileKafkaIsDown(code);

        AccessToken token = tokens(bank.redeem(code)).getOIDCTokens().getAccessToken();

        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(200);
        assertThat(error(bank.redeem(code))).as("after the answer").isEqualTo("invalid_grant");
        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
    }

    @Test
    void ofAHundredConcurrentRepetitionsOneSucceeds() {
        AuthorizationCode code = code(bank);
        redeemWhileKafkaIsDown(code);

        assertThat(concurrentlyRedeemed(code)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"another verifier", "no verifier", "another redirect URI", "another client"})
    void anUnansweredRedemptionCanBeRepeatedOnlyByItsClient(String difference) {
        AuthorizationCode code = code(bank);
        redeemWhileKafkaIsDown(code);

        TokenResponse response = switch (difference) {
            case "another verifier" -> bank.redeem(code, CALLBACK, new CodeVerifier());
            case "no verifier" -> bank.redeem(code, CALLBACK, null);
            case "another redirect URI" -> bank.redeem(code, URI.create("http://localhost:8090/other"), bank.verifier);
            default -> TestRelyingParty.optionalPkce(issuer.uri()).redeem(code, CALLBACK, bank.verifier);
        };

        assertThat(error(response)).isEqualTo("invalid_grant");
        assertThat(error(bank.redeem(code))).as("the client's own repetition").isEqualTo("invalid_grant");
    }

    @Test
    void aTokenOfAnEarlierHistoryOfTheStoreIsRefused() {
        AccessToken token = tokens(bank.redeem(code(bank))).getOIDCTokens().getAccessToken();
        String key = ChallengeBoundToken.parse(token.getValue()).orElseThrow().key("access-token");
        String stored = redis.send(Request.cmd(Command.GET).arg(key))
                .await()
                .indefinitely()
                .toString();
        String afterFailover = "0".repeat(40) + stored.substring(stored.indexOf('\n'));

        redis.send(Request.cmd(Command.SET).arg(key).arg(afterFailover)).await().indefinitely();

        assertThat(bank.userInfo(token).getStatusCode()).isEqualTo(401);
        assertThat(bank.introspect(token.getValue()).getBody()).isEqualTo("{\"active\":false}");
    }

    @Test
    void aMissingVerifierUsesUpTheCode() {
        AuthorizationCode code = code(bank);

        TokenResponse response = bank.redeem(code, CALLBACK, null);

        assertThat(description(response))
                .isEqualTo(
                        "invalid_grant: The code_verifier is missing: the authorization request had a code_challenge");
        assertThat(error(bank.redeem(code))).as("second redemption").isEqualTo("invalid_grant");
    }

    @Test
    void aWrongVerifierUsesUpTheCode() {
        AuthorizationCode code = code(bank);

        TokenResponse response = bank.redeem(code, CALLBACK, new CodeVerifier());

        assertThat(description(response))
                .isEqualTo(
                        "invalid_grant: The code_verifier does not match the code_challenge of the authorization request");
        assertThat(error(bank.redeem(code))).as("second redemption").isEqualTo("invalid_grant");
    }

    @Test
    void anotherRegisteredRedirectUriIsRefused() {
        AuthorizationCode code = code(bank);

        TokenResponse response = bank.redeem(code, URI.create("http://localhost:8090/other"), bank.verifier);

        assertThat(description(response))
                .isEqualTo("invalid_grant: The redirect_uri is not the one of the authorization request");
    }

    @Test
    void anotherClientsCodeIsRefused() {
        AuthorizationCode code = code(bank);

        TokenResponse response = TestRelyingParty.optionalPkce(issuer.uri()).redeem(code, CALLBACK, bank.verifier);

        assertThat(description(response)).isEqualTo("invalid_grant: The code was issued to another client");
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

        assertThat(description(response))
                .isEqualTo(
                        "invalid_grant: The token request has a code_verifier, and the authorization request had no code_challenge");
    }

    @ParameterizedTest
    @CsvSource({"30, '\\d'", "40, '1\\d'"})
    void aCodeOlderThanThirtySecondsIsRefused(long age, String expired) {
        ChallengeId id = approved(bank);
        ChallengeBoundToken code = ChallengeBoundToken.random(id, random);
        challenges.change(
                id,
                (challenge, now) -> ((Approved) challenge)
                        .consume(new Consumption(code.text(), Check.NONE, now.minusSeconds(age))));

        TokenResponse response = bank.redeem(new AuthorizationCode(code.text().open()));

        assertThat(description(response))
                .matches("invalid_grant: The code expired " + expired + " s ago: it is valid for 30 s");
    }

    @Test
    void aWellFormedCodeThatWasNotIssuedIsRefused() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));

        TokenResponse response = bank.redeem(new AuthorizationCode(
                ChallengeBoundToken.random(id, random).text().open()));

        assertThat(description(response)).isEqualTo("invalid_grant: The code is unknown, or its login is too long ago");
        assertThat(bank.redeem(code).indicatesSuccess()).as("the issued code").isTrue();
    }

    @Test
    void aCodeOfAnotherStoreIsRefused() {
        ChallengeId id = approved(bank);
        AuthorizationCode code = codeIn(bank, completed(id));
        challenges.simulateStoreChange(id);

        TokenResponse response = bank.redeem(code);

        assertThat(description(response))
                .isEqualTo(
                        "invalid_grant: The code became invalid when Doorway's store was replaced: start a new login");
    }

    @Test
    void anAccountSuspendedAfterCompletionGetsNoTokens() {
        AuthorizationCode code = code(bank);
        revocationList.suspend(new RevocationList.Account(account), 2).await().indefinitely();

        TokenResponse response = bank.redeem(code);

        assertThat(description(response)).isEqualTo("invalid_grant: The login was ended after the code was issued");
    }

    private static String description(TokenResponse response) {
        ErrorObject error = response.toErrorResponse().getErrorObject();
        return error.getCode() + ": " + error.getDescription();
    }
}
