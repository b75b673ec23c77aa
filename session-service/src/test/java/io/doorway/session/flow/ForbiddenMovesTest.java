package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.edge.account.AccountGate;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Open;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RelyingParty;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.token.BoundSecret;
import io.doorway.store.redis.Keys;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must not work, tried over HTTP at a real provider. */
@QuarkusTest
class ForbiddenMovesTest extends ProviderTest {
    private static final URI CALLBACK = URI.create("http://localhost:8090/callback");

    @Inject
    AccountGate gate;

    @Inject
    RedisAPI redis;

    @Inject
    RandomGenerator random;

    // --- completing

    @Test
    void fiftyCompletionsAtOnceGiveOneCode() {
        ChallengeId id = approved(bank);

        List<String> answers = IntStream.range(0, 50).mapToObj(i -> browser.completeAsync(id)).toList().stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::body)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).contains("redirect_to"));
        assertThat(answers.stream().distinct()).hasSize(1);
    }

    @Test
    void theSameBrowserAskingAgainGetsTheSameAnswer() {
        ChallengeId id = approved(bank);
        URI first = completed(id);

        URI again = completed(id);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void anotherBrowsersCookieIsTheSameAsAnUnknownChallenge() {
        ChallengeId id = approved(bank);
        TestBrowser thief = new TestBrowser(issuer.uri());
        thief.open(bank.request().build().toURI());

        HttpResponse<String> stolen = thief.complete(id);

        HttpResponse<String> unknown = thief.complete(ChallengeId.random(random));
        assertThat(stolen.statusCode()).isEqualTo(404);
        assertThat(stolen.body()).isEqualTo(unknown.body());
        assertThat(stolen.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aStolenCookieWithAnotherKeyIsTheSameAsAnUnknownChallenge() {
        ChallengeId id = approved(bank);

        HttpResponse<String> answer = browser.withAnotherKey().complete(id);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAKeyProofNothingCompletes() {
        ChallengeId id = approved(bank);

        HttpResponse<String> answer = browser.completeWithoutProof(id);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("DPoP"));
    }

    @Test
    void whatIsNotApprovedCannotBeCompleted() {
        ChallengeId id = phones.created(ticket(bank), browser);

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void whatWasCancelledCannotBeCompleted() {
        ChallengeId id = approved(bank);
        phones.change(id, (challenge, now) -> ((Open) challenge).cancel(Canceller.BROWSER, now));

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(410);
    }

    @Test
    void anAccountSuspendedAfterApprovingDoesNotGetIn() {
        ChallengeId id = approved(bank);
        gate.close(account).await().indefinitely();

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aChallengeOfAnotherStoreCannotBeCompleted() {
        ChallengeId id = approved(bank);
        pretendAnotherStore(id);

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(410);
    }

    // --- redeeming

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
        pretendAnotherStore(id);

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

    // --- using tokens

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

    // --- pushing

    @Test
    void aPushedRequestBelongsToTheFirstBrowserThatOpensIt() {
        URI start = pushedStart();
        ticketAt(start);

        HttpResponse<String> stranger = new TestBrowser(issuer.uri()).open(start);

        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(browser.open(start).statusCode())
                .as("a reload in the first browser")
                .isEqualTo(200);
    }

    @Test
    void aPushedRequestEndsWithItsLogin() {
        URI start = pushedStart();
        ChallengeId id = phones.approved(ticketAt(start), browser, account);
        completed(id);

        HttpResponse<String> again = browser.open(start);

        assertThat(again.statusCode()).isEqualTo(400);
    }

    @Test
    void anotherClientCannotUseAPushedRequest() {
        URI start = pushedStart();

        HttpResponse<String> answer =
                browser.open(URI.create(start.toString().replace("client_id=broker", "client_id=bank")));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aClientThatMustPushCannotDoWithout() {
        HttpResponse<String> answer =
                browser.open(RelyingParty.broker(issuer.uri()).request().build().toURI());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    // --- redirecting

    @Test
    void noMutationOfTheReturnAddressIsRedirectedTo() {
        Stream.of(
                        "http://localhost:8090/callback/",
                        "http://localhost:8090/callback?x=1",
                        "http://localhost:8090/callback#x",
                        "http://localhost:8090/Callback",
                        "http://LOCALHOST:8090/callback",
                        "http://localhost:8090//callback",
                        "http://localhost:8090/callback/../callback",
                        "http://localhost:8091/callback",
                        "http://localhost/callback",
                        "https://localhost:8090/callback",
                        "http://localhost:8090@evil.example/callback",
                        "http://evil.example/callback",
                        "//localhost:8090/callback",
                        "/callback",
                        "javascript:alert(1)",
                        "http://localhost:8090/%63allback")
                .forEach(address -> {
                    URI start = URI.create(bank.request()
                            .build()
                            .toURI()
                            .toString()
                            .replaceAll(
                                    "redirect_uri=[^&]*",
                                    "redirect_uri=" + URLEncoder.encode(address, StandardCharsets.UTF_8)));

                    HttpResponse<String> answer = browser.open(start);

                    assertThat(answer.statusCode()).as(address).isEqualTo(400);
                    assertThat(answer.headers().firstValue("Location"))
                            .as(address)
                            .isEmpty();
                });
    }

    @Test
    void anUnknownClientIsNotRedirectedAnywhere() {
        URI start = URI.create(bank.request().build().toURI().toString().replace("client_id=bank", "client_id=evil"));

        HttpResponse<String> answer = browser.open(start);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void aKnownClientIsToldItsErrorWithStateAndIssuer() {
        URI start = bank.request().prompt(new Prompt("none")).build().toURI();

        HttpResponse<String> answer = browser.open(start);

        var error = bank.read(URI.create(answer.headers().firstValue("Location").orElseThrow()))
                .toErrorResponse();
        assertThat(error.getErrorObject().getCode()).isEqualTo("login_required");
        assertThat(error.getState()).isEqualTo(bank.state);
        assertThat(error.getIssuer().getValue()).isEqualTo(issuer.toString());
    }

    private URI pushedStart() {
        RelyingParty broker = RelyingParty.broker(issuer.uri());
        return broker.startWith(
                broker.push(broker.request().build()).toSuccessResponse().getRequestURI());
    }

    private void pretendAnotherStore(ChallengeId id) {
        redis.hset(List.of(Keys.challenge(id), "history", "another")).await().indefinitely();
    }
}
