package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.doorway.e2e.support.Refusals.assertRefusedToBrowser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.vocabulary.Acr;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins with the website and the app on one phone. */
class SameDeviceTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void theAppReturnsToTheSameBrowserOnTheSamePhone() throws ParseException {
        BrowserContext phone = CHROMIUM.androidPhone();
        PhoneApp.in(phone).enrolAt(TestPlatform.person("Ada").enrolmentLink());
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, phone)) {
            visit.startLogin();
            assertThat(visit.view("phone")).isVisible();
            assertThat(QrScreenReader.readQr(visit.page())).isEmpty();

            visit.button("Open on this phone").click();
            assertThat(visit.page().locator("h1")).hasText("Continue on this phone");
            visit.button("Show who is asking").click();
            visit.button("Approve").click();

            assertThat(acr(visit)).isEqualTo(Acr.SAME_DEVICE.uri());
        }
    }

    @Test
    void thePageToWhichTheAppReturnsIsInTheLanguageThatTheWebsiteAskedFor() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.androidPhone())) {
            Page page = visit.page();
            Response created = page.waitForResponse(
                    "**/challenges", () -> page.navigate(visit.authorization() + "&ui_locales=ar"));
            String id = new JsonObject(created.text()).getString("challenge_id");
            assertThat(visit.view("phone")).isVisible();

            page.navigate(TestPlatform.issuer() + "/login/" + id + "/return");

            assertThat(page.locator("html")).hasAttribute("lang", "ar");
        }
    }

    @Test
    void anotherDeviceCanBeUsedInstead() {
        try (PhoneApp other =
                        PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.androidPhone())) {
            visit.startLogin();

            visit.button("Use another device").click();
            other.scan(visit.page());
            other.approve();

            assertThat(visit.authorizationCode()).isNotEmpty();
        }
    }

    @Test
    void returningInAnotherBrowserIsExplainedAndTheLoginCanStillComplete() {
        SameDeviceLogin login = SameDeviceLogin.approved();
        try (BrowserContext otherPhone = CHROMIUM.phone()) {
            Page page = otherPhone.newPage();

            page.navigate(login.returnTo().toString());

            assertThat(page.locator("main[data-state=other-browser]")).isVisible();
            assertThat(page.locator("h2:visible")).hasText("This is another browser");
            assertThat(page.url()).endsWith("/return");
            assertThat(page.evaluate("history.length + location.hash")).isEqualTo("2");
        }
        assertThat(login.complete().getQuery()).contains("code=");
    }

    @Test
    void aReturnNonceIsRefusedInAnotherBrowser() {
        SameDeviceLogin login = SameDeviceLogin.approved();
        HeadlessBrowser otherBrowser = TestPlatform.browser();

        assertThatThrownBy(() -> otherBrowser.completeByReturning(login.challenge(), login.returnTo()))
                .isInstanceOfSatisfying(
                        BrowserRefusedException.class,
                        refused -> assertThat(refused.response().status()).isEqualTo(404));
        otherBrowser.useBindingCookie(login.browser().bindingCookie());
        assertRefusedToBrowser(() -> otherBrowser.completeByReturning(login.challenge(), login.returnTo()));
        assertRefusedToBrowser(() -> login.browser().complete(login.challenge()));
    }

    @Test
    void anotherBrowserStartsANewLogin() {
        SameDeviceLogin login = SameDeviceLogin.approved();
        HeadlessBrowser other = TestPlatform.browser();

        IssuedChallenge fresh = other.start(other.open(login.authorization()));

        assertThat(fresh.challengeId()).isNotEqualTo(login.challenge());
        assertThat(other.poll(fresh.challengeId()).state()).isEqualTo("created");
        assertRefusedToBrowser(() -> other.poll(login.challenge()));
    }

    @Test
    void aDesktopShowsACodeAndNoLink() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            visit.startLogin();

            assertThat(visit.view("code")).isVisible();
            assertThat(visit.button("Open on this phone")).isHidden();
        }
    }

    /** A login that the phone has approved. The browser has not opened the return link yet. */
    private record SameDeviceLogin(HeadlessBrowser browser, URI authorization, String challenge, URI returnTo) {

        static SameDeviceLogin approved() {
            HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
            HeadlessBrowser browser = TestPlatform.browser();
            URI authorization = Shop.PLAIN.authorization();
            String challenge = browser.start(browser.open(authorization), ClientHintsBody.NONE.onSameDevice())
                    .challengeId();
            String link = browser.frames(challenge).current().content();
            URI returnTo = phone.approve(phone.open(link)).returnTo();
            return new SameDeviceLogin(browser, authorization, challenge, returnTo);
        }

        URI complete() {
            return browser.completeByReturning(challenge, returnTo);
        }
    }

    private static String acr(ShopVisit visit) throws ParseException {
        BrowserResponse tokens = IssuerHttp.form(
                "/oauth2/token",
                Shop.PLAIN.credentials(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        visit.authorizationCode(),
                        "redirect_uri",
                        Shop.PLAIN.redirectUri(),
                        "code_verifier",
                        visit.verifier().getValue()));
        return SignedJWT.parse(IssuerHttp.member(tokens, "id_token"))
                .getJWTClaimsSet()
                .getStringClaim("acr");
    }
}
