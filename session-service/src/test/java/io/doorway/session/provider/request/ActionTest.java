package io.doorway.session.provider.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request asks the person to approve: {@code authorization_details} (RFC 9396), or the short form. */
@QuarkusTest
class ActionTest extends ProviderTest {
    private static final String PAYMENT =
            "[{\"type\":\"payment\",\"payee\":\"Harbour Rail\",\"currency\":\"EUR\",\"amount\":\"42.50\"}]";

    @Test
    void theFieldsAreShownInTheOrderOfTheSchemaWithItsLabels() {
        Action action =
                ticketAt(bank.pushed(request("authorization_details", PAYMENT))).action();

        assertThat(action.type()).isEqualTo("payment");
        assertThat(action.details())
                .containsExactly(
                        new Action.Detail("amount", "Amount", "42.50"),
                        new Action.Detail("currency", "Currency", "EUR"),
                        new Action.Detail("payee", "Payee", "Harbour Rail"));
    }

    @Test
    void bothFormsMayBeSentIfTheyAgree() {
        Action action = ticketAt(bank.pushed(bank.request()
                        .customParameter("authorization_details", PAYMENT)
                        .customParameter("action", "payment")
                        .customParameter("action_message", "Ticket for Monday")
                        .build()))
                .action();

        assertThat(action.message()).isEqualTo("Ticket for Monday");
        assertThat(action.details()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"❤️", "🎁", "مرحبا"})
    void aMessageIsAsLongAsItLooksInAnyScript(String text) {
        String longest = text.repeat(100 / text.codePointCount(0, text.length()));

        assertThat(ticketAt(bank.pushed(request("action_message", longest)))
                        .action()
                        .message())
                .isEqualTo(longest);
        assertThat(error(bank.push(request("action_message", longest + text)))).isEqualTo("invalid_request");
    }

    @Test
    void bothFormsAreRefusedIfTheyDiffer() {
        PushedAuthorizationResponse response = bank.push(bank.request()
                .customParameter("authorization_details", PAYMENT)
                .customParameter("action", "login")
                .build());

        assertThat(error(response)).isEqualTo("invalid_authorization_details");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "add-payee"})
    void anActionOfHighRiskIsRefusedUnlessItWasPushed(String action) {
        URI response = browser.redirectOf(request("action", action).toURI());

        assertThat(response.getQuery()).contains("error=invalid_request").contains("9126");
    }

    @Test
    void detailsOfHighRiskAreRefusedUnlessTheyWerePushed() {
        URI response =
                browser.redirectOf(request("authorization_details", PAYMENT).toURI());

        assertThat(response.getQuery()).contains("error=invalid_request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    x                                                                                       | not JSON
                    {}                                                                                      | exactly one object
                    []                                                                                      | exactly one object
                    [1]                                                                                     | exactly one object
                    [{"type":"payment","amount":"1","currency":"EUR","payee":"A"},{"type":"payment"}]       | exactly one object
                    [{"type":"payment","amount":"1","amount":"2","currency":"EUR","payee":"A"}]             | given twice
                    [{}]                                                                                    | not supported
                    [{"type":"login"}]                                                                      | not supported
                    [{"type":"transfer"}]                                                                   | not supported
                    [{"type":["payment"]}]                                                                  | not supported
                    [{"type":"payment"}]                                                                    | amount
                    [{"type":"payment","amount":"1","currency":"EUR"}]                                      | payee
                    [{"type":"payment","amount":1,"currency":"EUR","payee":"A"}]                            | amount
                    [{"type":"payment","amount":"1e3","currency":"EUR","payee":"A"}]                        | amount
                    [{"type":"payment","amount":"-1","currency":"EUR","payee":"A"}]                         | amount
                    [{"type":"payment","amount":"01","currency":"EUR","payee":"A"}]                         | amount
                    [{"type":"payment","amount":"1,00","currency":"EUR","payee":"A"}]                       | amount
                    [{"type":"payment","amount":"1","currency":"eur","payee":"A"}]                          | currency
                    [{"type":"payment","amount":"1","currency":"EURO","payee":"A"}]                         | currency
                    [{"type":"payment","amount":"1","currency":"EUR","payee":""}]                           | payee
                    [{"type":"payment","amount":"1","currency":"EUR","payee":" "}]                          | payee
                    [{"type":"payment","amount":"1","currency":"EUR","payee":"A\\u202eB"}]                   | payee
                    [{"type":"payment","amount":"1","currency":"EUR","payee":"A\\u0000B"}]                   | payee
                    [{"type":"payment","amount":"1","currency":"EUR","payee":"A\\nB"}]                       | payee
                    [{"type":"payment","amount":"1","currency":"EUR","payee":{"name":"A"}}]                 | payee
                    [{"type":"payment","amount":"1","currency":"EUR","payee":"A","note":"B"}]               | note
                    [{"type":"payment","amount":"1","currency":"EUR","payee":"A","locations":["https://a"]}] | locations
                    [{"type":"add-payee","payee":"A","payee_account":"x"}]                                  | payee_account
                    """)
    void detailsThatDoNotMatchTheirSchemaAreRefused(String details, String description) {
        PushedAuthorizationResponse response = bank.push(request("authorization_details", details));

        assertThat(error(response)).isEqualTo("invalid_authorization_details");
        assertThat(response.toErrorResponse().getErrorObject().getDescription()).contains(description);
    }

    @Test
    void detailsOfMoreThanTwoThousandCharactersAreRefused() {
        String long1 = PAYMENT.replace("Harbour Rail", "A".repeat(2000));

        assertThat(error(bank.push(request("authorization_details", long1))))
                .isEqualTo("invalid_authorization_details");
    }

    private AuthenticationRequest request(String parameter, String value) {
        return bank.request().customParameter(parameter, value).build();
    }

    private static String error(PushedAuthorizationResponse response) {
        return response.indicatesSuccess()
                ? "none"
                : response.toErrorResponse().getErrorObject().getCode();
    }
}
