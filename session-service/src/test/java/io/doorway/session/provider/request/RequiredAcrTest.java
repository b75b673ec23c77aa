package io.doorway.session.provider.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code acr} that a login must reach, and the one that the ID token reports. */
@QuarkusTest
class RequiredAcrTest extends ProviderTest {
    private static final String PREFIX = "urn:doorway:acr:";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    qr                            | qr
                    passkey                       | passkey
                    qr passkey                    | qr
                    passkey qr                    | passkey
                    same-device                   | same-device
                    same-device-passkey passkey   | same-device-passkey
                    retina                        | qr
                    retina passkey                | passkey
                    """)
    void theFirstSupportedValueIsRequired(String requested, String required) {
        assertThat(ticketAt(requesting(bank, requested)).acr().uri()).isEqualTo(PREFIX + required);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "add-payee"})
    void aHighRiskActionRequiresAPasskey(String action) {
        URI start = bank.pushed(bank.request().customParameter("action", action).build());

        assertThat(ticketAt(start).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void aRequestCannotLowerTheMinimumOfTheClient() {
        TestRelyingParty optionalPkce = TestRelyingParty.optionalPkce(issuer.uri());

        assertThat(ticket(optionalPkce).acr()).isEqualTo(Acr.PASSKEY);
        assertThat(ticketAt(requesting(optionalPkce, "qr")).acr()).isEqualTo(Acr.PASSKEY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"id_token":{"acr":{"essential":true,"value":"urn:doorway:acr:passkey"}}}                          | passkey
                    {"id_token":{"acr":{"essential":true,"values":["retina","urn:doorway:acr:passkey"]}}}              | passkey
                    {"id_token":{"acr":{"essential":true,"values":["urn:doorway:acr:same-device","urn:doorway:acr:passkey"]}}}     | passkey
                    {"id_token":{"acr":{"values":["urn:doorway:acr:qr","urn:doorway:acr:passkey"]}}}                   | qr
                    {"id_token":{"acr":{"values":["urn:doorway:acr:passkey"]}}}                                        | passkey
                    {"id_token":{"acr":{"essential":true}}}                                                            | qr
                    {"id_token":{"acr":null}}                                                                          | qr
                    {"id_token":{"acr":{"values":["retina"]}}}                                                         | qr
                    {"userinfo":{"name":{"essential":true}}}                                                           | qr
                    """)
    void theClaimsParameterRequestsAnAcrToo(String claims, String required) {
        assertThat(ticketAt(withClaims(claims)).acr().uri()).isEqualTo(PREFIX + required);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"retina\"}}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:doorway:acr:same-device\"]}}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[4]}}}",
            })
    void anEssentialAcrThatCannotBeGuaranteedIsRefused(String claims) {
        BrowserResponse response = browser.open(withClaims(claims));

        URI address = URI.create(response.headers().firstValue("Location").orElseThrow());
        assertThat(bank.read(address).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("unmet_authentication_requirements");
    }

    @ParameterizedTest(name = "requested {0}, reached {1}: reported {2}")
    @CsvSource(delimiter = '|', textBlock = """
                                   | passkey             | passkey
                    passkey        | passkey             | passkey
                    passkey        | same-device-passkey | passkey
                    qr             | same-device         | qr
                    qr same-device | same-device-passkey | same-device
                    same-device    | qr                  | qr
                    passkey        | qr                  | qr
                    retina         | same-device         | same-device
                    """)
    void theIdTokenReportsARequestedAcrThatTheLoginSatisfies(String requested, String reached, String reported) {
        URI start = requested == null ? bank.request().build().toURI() : requesting(bank, requested);
        LoginTicket ticket = ticketAt(start);
        ChallengeId id = challenges.approved(
                ticket, browser, account, Acr.parse(PREFIX + reached).orElseThrow());

        ACR acr =
                bank.verified(tokens(bank.redeem(codeIn(bank, completed(id))))).getACR();

        assertThat(acr.getValue()).isEqualTo(PREFIX + reported);
    }

    @Test
    void everyLoginSatisfiesMaxAgeZero() {
        Date before = new Date(System.currentTimeMillis() - 1000);
        URI start = bank.request().maxAge(0).build().toURI();
        ChallengeId id = challenges.approved(ticketAt(start), browser, account);

        Date authenticated =
                bank.verified(tokens(bank.redeem(codeIn(bank, completed(id))))).getAuthenticationTime();

        assertThat(authenticated).isAfterOrEqualTo(before);
    }

    @Test
    void discoveryListsEveryAcr() {
        assertThat(bank.provider().getACRs())
                .extracting(ACR::getValue)
                .containsExactly(
                        "urn:doorway:acr:qr",
                        "urn:doorway:acr:same-device",
                        "urn:doorway:acr:passkey",
                        "urn:doorway:acr:same-device-passkey");
    }

    private static URI requesting(TestRelyingParty relyingParty, String requested) {
        return relyingParty
                .request()
                .acrValues(Arrays.stream(requested.split(" "))
                        .map(name -> new ACR(PREFIX + name))
                        .toList())
                .build()
                .toURI();
    }

    private URI withClaims(String claims) {
        return URI.create(
                bank.request().build().toURI() + "&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8));
    }
}
