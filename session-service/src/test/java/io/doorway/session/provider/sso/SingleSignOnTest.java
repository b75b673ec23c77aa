package io.doorway.session.provider.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.revocation.RevocationList;
import io.doorway.login.revocation.RevocationList.Permanent;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.database.Database;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RefusedRows;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestChallenges;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A browser that logged in with the phone at the shop opens a request of the library. */
@QuarkusTest
class SingleSignOnTest extends ProviderTest {

    @Inject
    RevocationList revocationList;

    @Inject
    Database database;

    private TestRelyingParty shop;
    private TestRelyingParty library;

    @BeforeEach
    void relyingParties() {
        shop = TestRelyingParty.shop(issuer.uri());
        library = TestRelyingParty.library(issuer.uri());
    }

    @Test
    void thePersonIsLoggedInWithoutThePhone() {
        IDTokenClaimsSet first = idToken(shop, codeIn(shop, completed(approved(shop))));

        URI response = redirectIn(continued(library, UnaryOperator.identity()));
        OIDCTokenResponse tokens = tokens(library.redeem(codeIn(library, response)));
        IDTokenClaimsSet second = library.verified(tokens);
        AccessToken access = tokens.getOIDCTokens().getAccessToken();

        assertThat(second.getAuthenticationTime()).isEqualTo(first.getAuthenticationTime());
        assertThat(second.getACR()).isEqualTo(first.getACR());
        assertThat(second.getSubject()).as("pairwise").isNotEqualTo(first.getSubject());
        assertThat(second.getSessionID()).as("another for each client").isNotEqualTo(first.getSessionID());
        assertThat(library.userInfo(access).getBody()).contains("Ada Lovelace");
        assertThat(library.introspect(access.getValue()).getBody())
                .contains("\"doorway_action\":\"login\"")
                .as("nothing was signed")
                .doesNotContain("doorway_transcript_hash");
    }

    @Test
    void theSessionIsTheSameAtEachLoginOfAClient() {
        IDTokenClaimsSet first = idToken(shop, codeIn(shop, completed(approved(shop))));

        URI response = redirectIn(continued(shop, UnaryOperator.identity()));

        assertThat(idToken(shop, codeIn(shop, response)).getSessionID()).isEqualTo(first.getSessionID());
    }

    @Test
    void aCodeOfASessionIsRedeemedOnce() {
        completed(approved(shop));
        AuthorizationCode code = codeIn(library, redirectIn(continued(library, UnaryOperator.identity())));
        tokens(library.redeem(code));

        assertThat(error(library.redeem(code))).isEqualTo("invalid_grant");
    }

    @Test
    void aPageGetsOneCode() {
        completed(approved(shop));
        String ticket =
                TestBrowser.ticketIn(browser.open(library.request().build().toURI()));
        assertThat(browser.continueSession(ticket).status()).isEqualTo(200);

        assertThat(browser.continueSession(ticket).status()).isEqualTo(403);
    }

    /** The page shows the QR code if a session does not answer, whatever the reason. */
    @Test
    void aRequestThatTheSessionCouldNotAnswerIsAnsweredByThePhone() {
        completed(approved(shop));
        String ticket =
                TestBrowser.ticketIn(browser.open(library.request().build().toURI()));

        try (RefusedRows refused = new RefusedRows(database, "session.session_client", "client_id", "library")) {
            assertThat(browser.continueSession(ticket).status()).isEqualTo(503);
        }

        assertThat(completed(challenges.approved(challenges.read(ticket), browser, account))
                        .getQuery())
                .contains("code=");
    }

    static Stream<Arguments> requestsThatNeedThePhone() {
        return Stream.of(
                change("prompt=login", request -> request.prompt(new Prompt(Prompt.Type.LOGIN))),
                change("prompt=consent", request -> request.prompt(new Prompt(Prompt.Type.CONSENT))),
                change("prompt=select_account", request -> request.prompt(new Prompt(Prompt.Type.SELECT_ACCOUNT))),
                change("max_age=0", request -> request.maxAge(0)),
                change("a stronger acr", request -> request.acrValues(List.of(new ACR(Acr.PASSKEY.uri())))),
                change("a hint that is no ID token", request -> request.customParameter("id_token_hint", "abc")),
                change("an action", request -> request.customParameter("action", "payment")),
                change(
                        "more claims",
                        request -> request.claims(new OIDCClaimsRequest()
                                .withUserInfoClaimsRequest(new ClaimsSetRequest().add("phone_number")))));
    }

    private static Arguments change(String name, UnaryOperator<AuthenticationRequest.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatNeedThePhone")
    void thePhoneIsNeededFor(String name, UnaryOperator<AuthenticationRequest.Builder> change) {
        completed(approved(shop));
        BrowserResponse page =
                browser.open(change.apply(library.request()).build().toURI());

        if (page.status() == 200) {
            assertThat(browser.continueSession(TestBrowser.ticketIn(page)).status())
                    .isEqualTo(403);
        } else {
            assertThat(page.headers().firstValue("Location").orElseThrow()).contains("error=");
        }
    }

    @Test
    void aCopiedCookieIsWorthNothing() {
        completed(approved(shop));
        TestBrowser thief = browser.withAnotherKey();

        String ticket =
                TestBrowser.ticketIn(thief.open(library.request().build().toURI()));

        assertThat(thief.continueSession(ticket).status()).isEqualTo(403);
    }

    @Test
    void aTicketOfAnotherBrowserIsRefused() {
        completed(approved(shop));
        String ticket = TestBrowser.ticketIn(
                new TestBrowser(issuer.uri()).open(library.request().build().toURI()));

        assertThat(browser.continueSession(ticket).status()).isEqualTo(401);
    }

    @Test
    void aClientThatIsNotRegisteredForItGetsNoSession() {
        completed(approved(shop));
        String ticket = TestBrowser.ticketIn(browser.open(bank.request().build().toURI()));

        assertThat(browser.continueSession(ticket).status()).isEqualTo(403);
        completed(approved(bank));
        assertThat(redirectIn(continued(library, UnaryOperator.identity())).getQuery())
                .as("the session of the shop's login goes on")
                .contains("code=");
    }

    @Test
    void afterASuspensionNobodyIsLoggedIn() {
        completed(approved(shop));
        revocationList.suspend(new RevocationList.Account(account), 1).await().indefinitely();

        assertThat(continued(library, UnaryOperator.identity()).status()).isEqualTo(403);
    }

    @Test
    void afterTheDeviceWasRevokedNobodyIsLoggedIn() {
        completed(approved(shop));
        revoke(new RevocationList.Credential(TestChallenges.credentialOf(account)));

        assertThat(continued(library, UnaryOperator.identity()).status()).isEqualTo(403);
    }

    @Test
    void theEndOfTheSessionEndsItsCodesAndTokensEverywhere() {
        ChallengeId login = approved(shop);
        completed(login);
        AccessToken token = tokens(
                        library.redeem(codeIn(library, redirectIn(continued(library, UnaryOperator.identity())))))
                .getOIDCTokens()
                .getAccessToken();
        AuthorizationCode unused = codeIn(library, redirectIn(continued(library, UnaryOperator.identity())));
        revoke(new RevocationList.Session(SessionId.of(login)));

        assertThat(library.userInfo(token).getStatusCode()).isEqualTo(401);
        assertThat(error(library.redeem(unused))).isEqualTo("invalid_grant");
        assertThat(continued(library, UnaryOperator.identity()).status()).isEqualTo(403);
    }

    @Test
    void onlyThePersonOfTheHintIsLoggedInByTheSession() {
        JWT another = idTokenOfAnotherAccount();
        JWT own = tokens(shop.redeem(codeIn(shop, completed(approved(shop)))))
                .getOIDCTokens()
                .getIDToken();

        assertThat(continued(shop, request -> request.idTokenHint(another)).status())
                .isEqualTo(403);
        assertThat(continued(shop, request -> request.idTokenHint(own)).status())
                .isEqualTo(200);
    }

    @Test
    void anotherPersonThanThatOfTheHintIsNotLoggedInWithThePhone() {
        JWT another = idTokenOfAnotherAccount();
        ChallengeId login = challenges.approved(
                ticketAt(shop.request().idTokenHint(another).build().toURI()), browser, account);

        URI response = completed(login);

        assertThat(shop.read(response).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("login_required");
        assertThat(shop.read(response).getState()).isEqualTo(shop.state);
    }

    /** OpenID Connect Core section 3.1.2.2: the claim is another form of the hint. */
    @Test
    void onlyThePersonOfTheRequestedSubjectIsLoggedIn() {
        JWT own = tokens(shop.redeem(codeIn(shop, completed(approved(shop)))))
                .getOIDCTokens()
                .getIDToken();
        UnaryOperator<AuthenticationRequest.Builder> another = request -> subject(request, "eve");

        assertThat(continued(shop, another).status()).isEqualTo(403);
        assertThat(continued(shop, request -> subject(request, account.value())).status())
                .isEqualTo(200);
        assertThat(errorOf(completed(challenges.approved(
                        ticketAt(another.apply(shop.request()).build().toURI()), browser, account))))
                .isEqualTo("login_required");
        assertThat(errorOf(browser.redirectOf(
                        subject(shop.request(), "eve").idTokenHint(own).build().toURI())))
                .isEqualTo("login_required");
    }

    private static AuthenticationRequest.Builder subject(AuthenticationRequest.Builder request, String subject) {
        return request.claims(new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(
                        new ClaimsSetRequest().add(new ClaimsSetRequest.Entry("sub").withValue(subject))));
    }

    private String errorOf(URI response) {
        return shop.read(response).toErrorResponse().getErrorObject().getCode();
    }

    private JWT idTokenOfAnotherAccount() {
        TestBrowser other = new TestBrowser(issuer.uri());
        ChallengeId login = challenges.approved(
                challenges.read(
                        TestBrowser.ticketIn(other.open(shop.request().build().toURI()))),
                other,
                new AccountId("eve-" + UUID.randomUUID()));
        return tokens(shop.redeem(codeIn(shop, redirectIn(other.complete(login)))))
                .getOIDCTokens()
                .getIDToken();
    }

    private BrowserResponse continued(
            TestRelyingParty relyingParty, UnaryOperator<AuthenticationRequest.Builder> change) {
        URI start = change.apply(relyingParty.request()).build().toURI();
        return browser.continueSession(TestBrowser.ticketIn(browser.open(start)));
    }

    private IDTokenClaimsSet idToken(TestRelyingParty relyingParty, AuthorizationCode code) {
        return relyingParty.verified(tokens(relyingParty.redeem(code)));
    }

    private void revoke(Permanent entry) {
        revocationList.revoke(entry).await().indefinitely();
    }
}
