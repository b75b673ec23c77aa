package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sure a relying party may ask to be, and what it is told of how sure it may be. */
@QuarkusTest
class AssuranceTest extends ProviderTest {
    private static final String NAMES = "urn:doorway:acr:";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    qr                            | qr
                    passkey                       | passkey
                    qr passkey                    | passkey
                    passkey qr                    | passkey
                    same-device                   | same-device
                    same-device-passkey passkey   | same-device-passkey
                    retina                        | qr
                    retina passkey                | passkey
                    """)
    void theStrongestKnownValueIsAskedFor(String named, String asked) {
        assertThat(ticketAt(asking(bank, named)).acr()).isEqualTo(NAMES + asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "add-payee"})
    void aHighRiskActionTakesAPasskeyWhateverIsNamed(String action) {
        URI start = URI.create(asking(bank, "qr") + "&action=" + action);

        assertThat(ticketAt(start).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void aClientsOwnAssuranceCannotBeAskedAway() {
        RelyingParty older = RelyingParty.older(issuer.uri());

        assertThat(ticket(older).acr()).isEqualTo(Acr.PASSKEY);
        assertThat(ticketAt(asking(older, "qr")).acr()).isEqualTo(Acr.PASSKEY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"id_token":{"acr":{"essential":true,"value":"urn:doorway:acr:passkey"}}}                          | passkey
                    {"id_token":{"acr":{"essential":true,"values":["retina","urn:doorway:acr:passkey"]}}}              | passkey
                    {"id_token":{"acr":{"values":["urn:doorway:acr:passkey"]}}}                                        | passkey
                    {"id_token":{"acr":{"essential":true}}}                                                            | qr
                    {"id_token":{"acr":null}}                                                                          | qr
                    {"id_token":{"acr":{"values":["retina"]}}}                                                         | qr
                    {"userinfo":{"name":{"essential":true}}}                                                           | qr
                    """)
    void aClaimsRequestNamesAnAssuranceToo(String claims, String asked) {
        assertThat(ticketAt(claiming(claims)).acr()).isEqualTo(NAMES + asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"retina\"}}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:doorway:acr:same-device\"]}}}",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[4]}}}",
            })
    void whatIsEssentialAndCannotBePromisedIsRefused(String claims) {
        HttpResponse<String> answer = browser.open(claiming(claims));

        URI address = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(bank.read(address).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("unmet_authentication_requirements");
    }

    @ParameterizedTest(name = "asked for {0}, reached {1}: told {2}")
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
    void theIdTokenNamesAClassThatTheLoginIsOf(String named, String reached, String told) {
        URI start = named == null ? bank.request().build().toURI() : asking(bank, named);
        LoginTicket ticket = ticketAt(start);
        ChallengeId id = phones.approved(ticket, browser, account, NAMES + reached);

        ACR acr =
                bank.verified(tokens(bank.redeem(codeIn(bank, completed(id))))).getACR();

        assertThat(acr.getValue()).isEqualTo(NAMES + told);
    }

    @Test
    void everyLoginIsFreshEnoughForAnyMaxAge() {
        Date before = new Date(System.currentTimeMillis() - 1000);
        URI start = bank.request().maxAge(0).build().toURI();
        ChallengeId id = phones.approved(ticketAt(start), browser, account);

        Date authenticated =
                bank.verified(tokens(bank.redeem(codeIn(bank, completed(id))))).getAuthenticationTime();

        assertThat(authenticated).isAfterOrEqualTo(before);
    }

    @Test
    void discoveryListsEveryAssurance() {
        assertThat(bank.provider().getACRs()).extracting(ACR::getValue).containsExactlyElementsOf(Acr.ALL);
    }

    private static URI asking(RelyingParty relyingParty, String named) {
        return relyingParty
                .request()
                .acrValues(Arrays.stream(named.split(" "))
                        .map(name -> new ACR(NAMES + name))
                        .toList())
                .build()
                .toURI();
    }

    private URI claiming(String claims) {
        return URI.create(
                bank.request().build().toURI() + "&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8));
    }
}
