package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A till asks a person whom it knows, on their phone and without a browser of theirs (OpenID CIBA). */
class BackchannelJourneyTest {
    private static final Map<String, String> TILL = Map.of(
            "Authorization",
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("till:till-secret-for-tests".getBytes(StandardCharsets.US_ASCII)));

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final PageScreenshots screenshots = new PageScreenshots();

    @Test
    void theOpenAppShowsTheRequestAndThePersonApproves() {
        Person person = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.enrolled(CHROMIUM, person.enrolmentLink())) {
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            assertThat(phone.heading("Ready")).isVisible();
            assertThat(phone.heading("Waiting for you")).isHidden();

            String requestId = asked(person);

            assertThat(phone.heading("Waiting for you")).isVisible();
            assertThat(phone.page().locator("#announcer")).hasText("A request of Till is waiting for you");
            screenshots.capture(phone.page(), "app-requests");
            phone.page().getByLabel("Open the request of Till").click();
            assertThat(phone.page().locator(".binding")).containsText("K7 at till 4");
            assertThat(phone.page().getByText("Not in a browser: Till started this itself"))
                    .isVisible();
            screenshots.capture(phone.page(), "app-approval-without-browser");
            phone.approve();
            assertThat(phone.heading("Approved")).isVisible();
            screenshots.assertNoViolations();

            BrowserResponse tokens = IssuerHttp.form(
                    "/oauth2/token",
                    TILL,
                    Map.of("grant_type", "urn:openid:params:grant-type:ciba", "auth_req_id", requestId));
            assertThat(IssuerHttp.member(tokens, "id_token")).isNotEmpty();
            assertThat(phone.heading("Approval received")).isVisible();
        }
    }

    private static String asked(Person person) {
        return IssuerHttp.member(
                IssuerHttp.form(
                        "/oauth2/bc-authorize",
                        TILL,
                        Map.of("scope", "openid", "login_hint", person.account(), "binding_message", "K7 at till 4")),
                "auth_req_id");
    }
}
