package io.doorway.session.provider.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid authorization requests of a registered client, and their error codes. */
@QuarkusTest
class AuthorizationRequestTest extends ProviderTest {
    @ParameterizedTest(name = "{0}={1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    response_type         | token                | unsupported_response_type
                    response_type         | code%20id_token      | unsupported_response_type
                    response_type         |                      | invalid_request
                    response_mode         | fragment             | invalid_request
                    response_mode         | fragment.jwt         | invalid_request
                    scope                 | profile              | invalid_request
                    code_challenge        |                      | invalid_request
                    code_challenge        | short                | invalid_request
                    code_challenge_method | request                | invalid_request
                    code_challenge_method |                      | invalid_request
                    prompt                | none                 | login_required
                    prompt                | none%20login         | invalid_request
                    prompt                | create               | invalid_request
                    max_age               | soon                 | invalid_request
                    max_age               | -1                   | invalid_request
                    max_age               | -2147483648          | invalid_request
                    max_age               | 99999999999          | invalid_request
                    request               | e30.e30.             | request_not_supported
                    request_uri           | https://bank.example | request_uri_not_supported
                    registration          | %7B%7D               | registration_not_supported
                    action                | launch               | invalid_request
                    action_message        | %E2%80%AEevil        | invalid_request
                    action_message        | two%0Alines          | invalid_request
                    action_message        | Pay%E2%80%8B30       | invalid_request
                    action_message        | Pay%E3%85%A430       | invalid_request
                    action_message        | Pay%E2%A0%8030       | invalid_request
                    action_message        | Pay%E2%81%A630       | invalid_request
                    """)
    void anInvalidParameterGetsTheErrorOfTheStandard(String name, String value, String error) {
        BrowserResponse response = browser.open(with(name, value));

        URI address = URI.create(response.headers().firstValue("Location").orElseThrow());
        assertThat(address.toString()).startsWith("http://localhost:8090/callback?");
        assertThat(bank.read(address).toErrorResponse().getErrorObject().getCode())
                .isEqualTo(error);
        assertThat(bank.read(address).getState()).isEqualTo(bank.state);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"max_age,0", "prompt,login", "acr_values,anything", "claims,%7B%7D", "ui_locales,de", "display,touch"})
    void voluntaryParametersAreAccepted(String name, String value) {
        assertThat(browser.open(with(name, value)).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "display,foo",
        "id_token_hint,abc",
        "login_hint,%00",
        "claims_locales,en_US",
        "ui_locales,en_US",
        "request,''",
        "request_uri,''",
        "registration,''",
        "prompt,''",
        "max_age,''",
        "claims,''",
        "acr_values,''"
    })
    void anUnreadableHintAndAnEmptyParameterBreakNoLogin(String name, String value) {
        assertThat(browser.open(with(name, value)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"state", "scope", "nonce", "code_challenge"})
    void aRepeatedParameterIsRefused(String name) {
        URI start = URI.create(bank.request().build().toURI() + "&" + name + "=again");

        BrowserResponse response = browser.open(start);

        assertThat(response.headers().firstValue("Location").orElseThrow()).contains("error=invalid_request");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"GET, 20000, 414", "POST, 7000, 413", "POST, 20000, 413", "POST, 60000, 413"})
    void aRequestThatIsTooLongIsAPageForAPerson(String method, int length, int status) {
        BrowserResponse response = sent(method, "~".repeat(length), Map.of("Accept", "text/html"));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.body()).contains("is too long</h1>");
    }

    @Test
    void aRequestThatIsTooLongIsAnsweredInTheLanguageOfTheBrowser() {
        BrowserResponse response =
                sent("GET", "s".repeat(20_000), Map.of("Accept", "text/html", "Accept-Language", "ar"));

        assertThat(response.body()).contains("<html lang=\"ar\" dir=\"rtl\">", "هذا الطلب طويل جدًا");
    }

    @Test
    void aRequestThatIsTooLongIsAnOAuthErrorOrAProblemForAProgram() {
        assertThat(sent("POST", "s".repeat(20_000), Map.of()).body()).startsWith("{\"error\":\"invalid_request\"");
        assertThat(sent("GET", "s".repeat(20_000), Map.of()).body()).contains("urn:doorway:problem:too-long");
    }

    private BrowserResponse sent(String method, String state, Map<String, String> headers) {
        String query = with("state", state).getRawQuery();
        return method.equals("GET")
                ? browser.browser().send("GET", "/oauth2/authorize?" + query, headers)
                : browser.postForm(URI.create("/oauth2/authorize"), query, headers);
    }

    private URI with(String name, String value) {
        String request = bank.request().build().toURI().toString().replaceAll("([?&])" + name + "=[^&]*", "$1_=");
        return URI.create(value == null ? request : request + "&" + name + "=" + value);
    }
}
