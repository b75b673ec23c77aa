package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.TestPlatform;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person logs in on a television: its code is typed into a browser, and the login is approved with the phone. */
class DeviceGrantJourneyTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final HeadlessPhone PHONE = TestPlatform.person("Ada").headlessPhone();
    private static final Map<String, String> TELEVISION = Map.of("client_id", "television", "scope", "openid");

    private final PageScreenshots screenshots = new PageScreenshots();

    @AfterEach
    void assertNoViolations() {
        screenshots.assertNoViolations();
    }

    @ParameterizedTest
    @CsvSource({"en, en-GB, ltr", "de, de-DE, ltr", "ar, ar-EG, rtl"})
    void fromTheCodeOfTheDeviceToItsTokens(String language, String locale, String direction) {
        BrowserResponse device = IssuerHttp.form("/oauth2/device-authorization", Map.of(), TELEVISION);
        try (BrowserContext browser = browser(locale)) {
            Page page = screenshots.watch(browser.newPage());
            page.navigate(IssuerHttp.member(device, "verification_uri"));
            assertThat(page.locator("html")).hasAttribute("dir", direction);
            assertThat(page.locator("#user-code")).isFocused();
            capture(page, "device-" + language);

            type(page, "BCDF-BCDF");
            assertThat(page.getByRole(AriaRole.ALERT)).not().isEmpty();
            assertThat(page.locator("#user-code")).hasAttribute("aria-invalid", "true");
            capture(page, "device-unknown-" + language);

            type(page, IssuerHttp.member(device, "user_code"));
            String digits = PHONE.approve(PHONE.scan(() -> QrScreenReader.awaitQr(page)))
                    .code();
            page.locator("#code").fill(digits);
            page.locator("#code").press("Enter");

            page.waitForURL("**/oauth2/device/response**");
            assertThat(page.locator("h1")).isVisible();
            capture(page, "device-done-" + language);
        }
        assertThat(poll(device).requireSuccess().body()).contains("id_token");
    }

    @Test
    void whoCancelsIsToldThatNobodyWasLoggedIn() {
        BrowserResponse device = IssuerHttp.form("/oauth2/device-authorization", Map.of(), TELEVISION);
        try (BrowserContext browser = browser("en-GB")) {
            Page page = screenshots.watch(browser.newPage());
            page.navigate(IssuerHttp.member(device, "verification_uri"));
            type(page, IssuerHttp.member(device, "user_code"));
            QrScreenReader.awaitQr(page);
            PHONE.reject(PHONE.scan(() -> QrScreenReader.awaitQr(page)), "not_me");
            page.locator("main[data-state=rejected] [data-view~=rejected] a")
                    .first()
                    .click();

            assertThat(page.locator("h1")).hasText("Nobody was logged in");
            capture(page, "device-refused");
        }
        assertThat(poll(device).body()).contains("access_denied");
    }

    private static BrowserContext browser(String locale) {
        return CHROMIUM.newContext(
                new Browser.NewContextOptions().setLocale(locale).setViewportSize(1280, 800));
    }

    private static void type(Page page, String code) {
        page.locator("#user-code").fill(code);
        page.locator("#user-code").press("Enter");
    }

    private static BrowserResponse poll(BrowserResponse device) {
        return IssuerHttp.form(
                "/oauth2/token",
                Map.of(),
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id", "television",
                        "device_code", IssuerHttp.member(device, "device_code")));
    }

    /** At the width of a desktop and of the narrowest screen (WCAG 2.2, 1.4.10). */
    private void capture(Page page, String name) {
        screenshots.capture(page, name);
        page.setViewportSize(320, 640);
        screenshots.capture(page, name + "-narrow");
        page.setViewportSize(1280, 800);
    }
}
