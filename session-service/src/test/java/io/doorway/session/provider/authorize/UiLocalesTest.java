package io.doorway.session.provider.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The languages that a relying party prefers are hints: they decide about the language of the page and nothing else. */
@QuarkusTest
class UiLocalesTest extends ProviderTest {

    @Test
    void thePageIsInTheLanguageOfTheRequest() {
        BrowserResponse page = browser.open(withUiLocales("fr ar"));

        assertThat(page.body()).contains("<html lang=\"ar\" dir=\"rtl\">").contains("على هاتفك");
        assertThat(page.headers().firstValue("Content-Language")).contains("ar");
        assertThat(page.headers().firstValue("Vary").orElseThrow()).contains("Accept-Language", "Cookie");
    }

    @Test
    void aPushedRequestHasALanguageToo() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());

        URI start = broker.pushed(
                broker.request().customParameter("ui_locales", "de-CH").build());

        assertThat(browser.open(start).body()).contains("<html lang=\"de\" dir=\"ltr\">");
    }

    @Test
    void thePagesOfAPushedRequestThatIsUsedAreInItsLanguageToo() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());
        URI start = broker.pushed(
                broker.request().customParameter("ui_locales", "de-CH").build());
        ChallengeId id = challenges.approved(ticketAt(start), browser, account);

        assertThat(new TestBrowser(issuer.uri()).open(start).body())
                .as("in another browser")
                .contains("Dieser Anmeldelink ist nicht mehr gültig");
        completed(id);
        assertThat(browser.open(start).body()).as("after the login").contains("<html lang=\"de\"");
    }

    @Test
    void thePageToWhichTheAppReturnsIsInTheLanguageOfTheLoginPage() {
        String path = "/login/" + ChallengeId.random(new SecureRandom()) + "/return";

        BrowserResponse page = browser.browser()
                .send("GET", path, Map.of("Cookie", "doorway-login-language=ar", "Accept-Language", "de"));

        assertThat(page.body()).contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @Test
    void anErrorPageIsInTheLanguageOfTheRequest() {
        URI start = URI.create(withUiLocales("de").toString().replace("client_id=bank", "client_id=nobody"));

        assertThat(browser.open(start).body()).contains("Unbekannte Website");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tlh",
                "de_DE",
                "*",
                "123456789",
                "-",
                "x",
                "\u202e",
                "\ud83d\ude00",
                "<script>",
                "de;q=1",
                "a-a-a-a-a-a"
            })
    void whatCannotBeReadBreaksNoLogin(String value) {
        BrowserResponse page = browser.open(withUiLocales(value));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"en\" dir=\"ltr\">").doesNotContain("<script>");
    }

    @Test
    void aListThatIsTooLongBreaksNoLogin() {
        assertThat(browser.open(withUiLocales("de ".repeat(300))).status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeReadBreaksNoPushedRequest() {
        TestRelyingParty broker = TestRelyingParty.broker(issuer.uri());

        URI start = broker.pushed(
                broker.request().customParameter("ui_locales", "de_DE *").build());

        assertThat(browser.open(start).status()).isEqualTo(200);
    }

    private URI withUiLocales(String value) {
        return URI.create(
                bank.request().build().toURI() + "&ui_locales=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
