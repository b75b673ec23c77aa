package io.doorway.session.provider.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The authorization code flow, performed by an ordinary client library. */
@QuarkusTest
class AuthorizationCodeFlowTest extends ProviderTest {
    @Test
    void theIdTokenIdentifiesTheAccount() throws Exception {
        AuthenticationSuccessResponse response =
                bank.read(completed(approved(bank))).toSuccessResponse();

        OIDCTokenResponse tokens = tokens(bank.redeem(response.getAuthorizationCode()));

        IDTokenClaimsSet claims = bank.verified(tokens);
        assertThat(response.getState()).isEqualTo(bank.state);
        assertThat(response.getIssuer()).isEqualTo(new Issuer(issuer.uri()));
        assertThat(claims.getSubject().getValue()).isEqualTo(account.value());
        assertThat(claims.getNonce()).isEqualTo(bank.nonce);
        assertThat(claims.getACR().getValue()).isEqualTo(Acr.QR.uri());
        assertThat(claims.getAMR()).extracting("value").containsExactly("pop", "mfa");
        assertThat(claims.getAuthenticationTime()).isNotNull();
        assertThat(claims.getAccessTokenHash()).isNotNull();
        assertThat(claims.toJSONObject())
                .as("a scope requests claims of userinfo, and the client takes no part in logouts")
                .doesNotContainKeys("name", "email", "sid");
    }

    @Test
    void userInfoReturnsTheClaimsOfTheScope() throws Exception {
        OIDCTokenResponse tokens = tokens(bank.redeem(code(bank)));

        var userInfo = bank.userInfo(tokens.getOIDCTokens().getAccessToken()).getBodyAsJSONObject();

        assertThat(userInfo)
                .containsEntry("sub", account.value())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("email_verified", true);
    }

    @Test
    void aPairwiseClientPushesItsRequestAndGetsAPseudonymSignedWithRs256() throws Exception {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());
        PushedAuthorizationResponse pushed = broker.push(broker.request().build());
        URI start = broker.startWith(pushed.toSuccessResponse().getRequestURI());
        ChallengeId id = challenges.approved(ticketAt(start), browser, account);

        OIDCTokenResponse tokens = tokens(broker.redeem(codeIn(broker, completed(id))));

        IDTokenClaimsSet claims = broker.verified(tokens);
        assertThat(claims.getSubject().getValue()).isNotEqualTo(account.value()).hasSize(43);
        assertThat(broker.userInfo(tokens.getOIDCTokens().getAccessToken()).getBody())
                .contains("Ada Lovelace")
                .as("the client is not registered for the scope email")
                .doesNotContain("ada@example.org");
    }

    @Test
    void aClientWithOptionalPkceMayOmitIt() {
        TestRelyingParty optionalPkce = TestRelyingParty.optionalPkce(issuer.uri());
        URI start = optionalPkce
                .request()
                .codeChallenge((CodeChallenge) null, null)
                .build()
                .toURI();
        LoginTicket ticket = ticketAt(start);
        ChallengeId id = challenges.approved(ticket, browser, account);

        OIDCTokenResponse tokens = tokens(optionalPkce.redeem(
                codeIn(optionalPkce, completed(id)), URI.create("https://optional-pkce.example/back"), null));

        assertThat(optionalPkce.verified(tokens).getSubject().getValue()).isEqualTo(account.value());
        assertThat(ticket.timing().scanWithin()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void theTicketContainsTheRequestedActionAndClaims() {
        URI start = bank.pushed(bank.request()
                .customParameter("action", "payment")
                .customParameter("action_message", "Pay 30.00 EUR to Bob")
                .build());

        LoginTicket ticket = ticketAt(start);

        assertThat(ticket.relyingParty())
                .isEqualTo(new RelyingParty(new ClientId("bank"), "Harbour Bank", "localhost"));
        assertThat(ticket.action()).extracting("type", "message").containsExactly("payment", "Pay 30.00 EUR to Bob");
        assertThat(ticket.claims()).contains("email", "name").doesNotContain("phone_number");
        assertThat(ticket.cookieHash()).isEqualTo(browser.cookieHash());
    }

    @Test
    void singleClaimsAreRequestedByName() throws Exception {
        OIDCClaimsRequest claims = new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(new ClaimsSetRequest().add("name"))
                .withUserInfoClaimsRequest(new ClaimsSetRequest().add("email").add("nickname"));
        URI start =
                bank.request().scope(new Scope("openid")).claims(claims).build().toURI();

        LoginTicket ticket = ticketAt(start);
        URI response = completed(challenges.approved(ticket, browser, account));
        OIDCTokenResponse tokens = tokens(bank.redeem(codeIn(bank, response)));

        assertThat(ticket.claims()).containsExactly("email", "name");
        assertThat(bank.verified(tokens).toJSONObject())
                .containsEntry("name", "Ada Lovelace")
                .doesNotContainKeys("nickname", "email", "email_verified");
        assertThat(bank.userInfo(tokens.getOIDCTokens().getAccessToken()).getBodyAsJSONObject())
                .containsEntry("email", "ada@example.org")
                .doesNotContainKeys("nickname", "email_verified");
    }

    @Test
    void aClientIsGivenNoClaimThatItsRegisteredScopeDoesNotCover() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());
        OIDCClaimsRequest claims =
                new OIDCClaimsRequest().withUserInfoClaimsRequest(new ClaimsSetRequest().add("email"));

        LoginTicket ticket =
                ticketAt(broker.pushed(broker.request().claims(claims).build()));

        assertThat(ticket.claims()).doesNotContain("email");
    }

    @Test
    void twoTabsOfOneBrowserShareItsCookie() {
        ticket(bank);
        String first = browser.cookie();

        BrowserResponse second = browser.open(
                TestRelyingParty.bank(issuer.uri()).request().build().toURI());

        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser.cookie()).isEqualTo(first);
        assertThat(second.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aPostedRequestIsRedirectedToAGet() {
        URI request = bank.request().build().toURI();

        BrowserResponse response =
                browser.postForm(bank.provider().getAuthorizationEndpointURI(), request.getRawQuery());

        URI next = URI.create(response.headers().firstValue("Location").orElseThrow());
        assertThat(response.status()).isEqualTo(303);
        assertThat(ticketAt(next).relyingParty().id()).isEqualTo(new ClientId("bank"));
    }

    @Test
    void discoveryListsOnlySupportedFeatures() {
        var provider = bank.provider();

        assertThat(provider.toJSONObject())
                .containsEntry("code_challenge_methods_supported", List.of("S256"))
                .containsEntry("response_types_supported", List.of("code"))
                .containsEntry("request_uri_parameter_supported", false)
                .containsEntry("authorization_response_iss_parameter_supported", true)
                .doesNotContainKeys("check_session_iframe");
    }
}
