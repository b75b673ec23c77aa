package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a relying party built on an ordinary client library gets. */
@QuarkusTest
class LoginTest extends ProviderTest {
    @Test
    void aRelyingPartyLearnsWhoLoggedInFromAVerifiedIdToken() throws Exception {
        AuthenticationSuccessResponse answer =
                bank.read(completed(approved(bank))).toSuccessResponse();

        OIDCTokenResponse tokens = tokens(bank.redeem(answer.getAuthorizationCode()));

        IDTokenClaimsSet claims = bank.verified(tokens);
        assertThat(answer.getState()).isEqualTo(bank.state);
        assertThat(answer.getIssuer()).isEqualTo(new Issuer(issuer.uri()));
        assertThat(claims.getSubject().getValue()).isEqualTo(account);
        assertThat(claims.getNonce()).isEqualTo(bank.nonce);
        assertThat(claims.getACR().getValue()).isEqualTo(Acr.QR);
        assertThat(claims.getAMR()).extracting("value").containsExactly("pop", "mfa");
        assertThat(claims.getAuthenticationTime()).isNotNull();
        assertThat(claims.getAccessTokenHash()).isNotNull();
        assertThat(claims.getStringClaim("name")).isEqualTo("Ada Lovelace");
        assertThat(claims.getStringClaim("email")).isEqualTo("ada@example.org");
    }

    @Test
    void userInfoGivesTheSameClaims() throws Exception {
        OIDCTokenResponse tokens = tokens(bank.redeem(code(bank)));

        var userInfo = bank.userInfo(tokens.getOIDCTokens().getAccessToken()).getBodyAsJSONObject();

        assertThat(userInfo)
                .containsEntry("sub", account)
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("email_verified", true);
    }

    @Test
    void anotherRelyingPartyPushesItsRequestAndGetsAPseudonymSignedWithRsa() throws Exception {
        RelyingParty broker = RelyingParty.broker(issuer.uri());
        PushedAuthorizationResponse pushed = broker.push(broker.request().build());
        URI start = broker.startWith(pushed.toSuccessResponse().getRequestURI());
        ChallengeId id = phones.approved(ticketAt(start), browser, account);

        OIDCTokenResponse tokens = tokens(broker.redeem(codeIn(broker, completed(id))));

        IDTokenClaimsSet claims = broker.verified(tokens);
        assertThat(claims.getSubject().getValue()).isNotEqualTo(account).hasSize(43);
        assertThat(claims.getStringClaim("name")).isEqualTo("Ada Lovelace");
        assertThat(claims.getStringClaim("email"))
                .as("its registration stops at profile")
                .isNull();
    }

    @Test
    void anOlderConfidentialClientMayDoWithoutPkce() {
        RelyingParty older = RelyingParty.older(issuer.uri());
        URI start = older.request()
                .codeChallenge((CodeChallenge) null, null)
                .build()
                .toURI();
        LoginTicket ticket = ticketAt(start);
        ChallengeId id = phones.approved(ticket, browser, account);

        OIDCTokenResponse tokens =
                tokens(older.redeem(codeIn(older, completed(id)), URI.create("https://older.example/back"), null));

        assertThat(older.verified(tokens).getSubject().getValue()).isEqualTo(account);
        assertThat(ticket.timing().scanWithin()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void theTicketSaysWhatThePersonWillBeAsked() {
        URI start = bank.request()
                .customParameter("action", "payment")
                .customParameter("action_message", "Pay 30.00 EUR to Bob")
                .build()
                .toURI();

        LoginTicket ticket = ticketAt(start);

        assertThat(ticket.relyingParty())
                .extracting("id", "name", "domain")
                .containsExactly("bank", "Harbour Bank", "localhost");
        assertThat(ticket.action()).extracting("type", "message").containsExactly("payment", "Pay 30.00 EUR to Bob");
        assertThat(ticket.claims()).contains("email", "name").doesNotContain("phone_number");
        assertThat(ticket.cookieHash()).isEqualTo(browser.cookieHash());
    }

    @Test
    void twoTabsOfOneBrowserShareItsCookie() {
        ticket(bank);
        String first = browser.cookie();

        HttpResponse<String> second =
                browser.open(RelyingParty.bank(issuer.uri()).request().build().toURI());

        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser.cookie()).isEqualTo(first);
        assertThat(second.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aRequestMayBePostedAndContinuesAsAGet() {
        URI whole = bank.request().build().toURI();

        HttpResponse<String> answer =
                browser.postForm(bank.provider().getAuthorizationEndpointURI(), whole.getRawQuery());

        URI next = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(ticketAt(next).relyingParty().id()).isEqualTo("bank");
    }

    @Test
    void discoveryNamesOnlyWhatThereIs() {
        var provider = bank.provider();

        assertThat(provider.toJSONObject())
                .containsEntry("code_challenge_methods_supported", List.of("S256"))
                .containsEntry("response_types_supported", List.of("code"))
                .containsEntry("request_uri_parameter_supported", false)
                .containsEntry("authorization_response_iss_parameter_supported", true)
                .doesNotContainKeys("end_session_endpoint", "introspection_endpoint", "registration_endpoint");
    }
}
