package io.doorway.session.provider.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code response_mode=form_post}: the response is posted to the redirect URI, in no address. */
@QuarkusTest
class FormPostTest extends ProviderTest {
    private static final Pattern INPUT =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    @Test
    void theCodeIsInTheFormAndNotInTheAddress() {
        LoginTicket ticket = ticketAt(formPost());
        URI page = completed(challenges.approved(ticket, browser, account));

        var shown = browser.open(page);
        Map<String, String> form = form(shown.body());

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("action=\"http://localhost:8090/callback\"");
        assertThat(form).containsOnlyKeys("code", "state", "iss");
        assertThat(form.get("state")).isEqualTo(bank.state.getValue());
        assertThat(page.toString()).doesNotContain(form.get("code"));
        assertThat(tokens(bank.redeem(new AuthorizationCode(form.get("code"))))
                        .getOIDCTokens()
                        .getIDToken())
                .isNotNull();
    }

    @Test
    void onlyThisPageMayPostAForm() {
        var page = browser.open(completed(challenges.approved(ticketAt(formPost()), browser, account)));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action https: http:", "script-src 'self'");
        assertThat(browser.open(formPost())
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("form-action 'none'");
    }

    @Test
    void anErrorIsPostedToo() {
        var redirect = browser.open(bank.request()
                .responseMode(ResponseMode.FORM_POST)
                .prompt(new Prompt("none"))
                .build()
                .toURI());
        URI page = URI.create(redirect.headers().firstValue("Location").orElseThrow());

        assertThat(form(browser.open(page).body()))
                .containsEntry("error", "login_required")
                .containsEntry("state", bank.state.getValue());
    }

    @Test
    void textsOfTheRequestAreEscaped() {
        URI start = URI.create(formPost().toString().replaceFirst("state=[^&]*", "state=%22%3E%3Cscript%3E"));

        var page = browser.open(completed(challenges.approved(ticketAt(start), browser, account)));

        assertThat(page.body()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("\"><script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "a.b.c.d.e",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"
            })
    void aResponseThatDoorwayDidNotWriteIsNotPosted(String response) {
        given().queryParam("response", response).get("/oauth2/form-post").then().statusCode(400);
    }

    @Test
    void aFormCannotBePostedToAPrivateUseScheme() {
        URI request = URI.create(bank.request()
                .responseMode(ResponseMode.FORM_POST)
                .build()
                .toURI()
                .toString()
                .replaceFirst("client_id=bank", "client_id=program")
                .replaceFirst("redirect_uri=[^&]*", "redirect_uri=example.program:/back"));

        assertThat(browser.open(request).headers().firstValue("Location").orElseThrow())
                .startsWith("example.program:/back?")
                .contains("error=invalid_request");
    }

    private URI formPost() {
        return bank.request().responseMode(ResponseMode.FORM_POST).build().toURI();
    }

    private static Map<String, String> form(String page) {
        return INPUT.matcher(page)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }
}
