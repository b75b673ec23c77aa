package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Screen;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.Wire;
import io.doorway.protocol.challenge.Acr;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.IssuedChallenge;
import io.doorway.testkit.browser.PageSays;
import io.doorway.testkit.phone.HeadlessPhone;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The website and the app on one phone. */
class SameDeviceTest {

    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void theAppOpensOnTheSamePhoneAndLeadsBackIntoTheSameBrowser() throws ParseException {
        BrowserContext phone = androidPhone();
        PhoneApp.in(phone).enrolAt(Doorway.person("Ada").enrolmentLink());
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, phone)) {
            visit.wantToLogIn();
            assertThat(visit.view("phone")).isVisible();
            assertThat(Screen.qr(visit.page())).isEmpty();

            visit.button("Open on this phone").click();
            visit.button("Approve").click();

            assertThat(acr(visit)).isEqualTo(Acr.SAME_DEVICE);
        }
    }

    @Test
    void aPersonMayUseAnotherDeviceInstead() {
        try (PhoneApp other = PhoneApp.enrolled(chromium, Doorway.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.PLAIN, androidPhone())) {
            visit.wantToLogIn();

            visit.button("Use another device").click();
            other.scan(visit.page());
            other.approve();

            assertThat(visit.codeAtTheShop()).isNotEmpty();
        }
    }

    @Test
    void whoComesBackInAnotherBrowserIsToldSoAndNothingIsLost() {
        SameDeviceLogin login = SameDeviceLogin.approved();
        try (BrowserContext elsewhere = chromium.phone()) {
            Page page = elsewhere.newPage();

            page.navigate(login.returnTo().toString());

            assertThat(page.locator("main[data-state=elsewhere]")).isVisible();
            assertThat(page.locator("h2:visible")).hasText("You came back in another browser");
            assertThat(page.url()).endsWith("/return");
            assertThat(page.evaluate("history.length + location.hash")).isEqualTo("2");
        }
        assertThat(login.complete().getQuery()).contains("code=");
    }

    @Test
    void theWayBackIsOfNoUseToAnybodyElse() {
        SameDeviceLogin login = SameDeviceLogin.approved();
        HeadlessBrowser thief = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());

        assertThatThrownBy(() -> thief.completeByReturning(login.challenge(), login.returnTo()))
                .isInstanceOfSatisfying(
                        BrowserRefusedException.class,
                        refused -> assertThat(refused.answer().status()).isEqualTo(404));
        thief.useBindingCookie(login.browser().bindingCookie());
        assertThatThrownBy(() -> thief.completeByReturning(login.challenge(), login.returnTo()))
                .isInstanceOf(BrowserRefusedException.class);
        assertThatThrownBy(() -> login.browser().complete(login.challenge()))
                .isInstanceOf(BrowserRefusedException.class);
    }

    @Test
    void aLoginThatMovesToAnotherBrowserBeginsAnew() {
        SameDeviceLogin login = SameDeviceLogin.approved();
        HeadlessBrowser other = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());

        IssuedChallenge fresh = other.start(other.open(login.authorization()));

        assertThat(fresh.challengeId()).isNotEqualTo(login.challenge());
        assertThat(other.poll(fresh.challengeId()).state()).isEqualTo("created");
        assertThatThrownBy(() -> other.poll(login.challenge())).isInstanceOf(BrowserRefusedException.class);
    }

    @Test
    void aDesktopIsShownACodeAndNoLink() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, chromium.desktop())) {
            visit.wantToLogIn();

            assertThat(visit.view("code")).isVisible();
            assertThat(visit.button("Open on this phone")).isHidden();
        }
    }

    /** A login that its phone has approved and whose browser has yet to be come back to. */
    private record SameDeviceLogin(HeadlessBrowser browser, URI authorization, String challenge, URI returnTo) {

        static SameDeviceLogin approved() {
            HeadlessPhone phone = Doorway.person("Ada").headlessPhone();
            HeadlessBrowser browser = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
            URI authorization = Shop.authorization(Shop.PLAIN.request(new CodeVerifier()));
            String challenge = browser.start(browser.open(authorization), PageSays.NOTHING.onThisDevice())
                    .challengeId();
            String link = browser.frames(challenge).current().content();
            URI returnTo = phone.approve(phone.scan(link)).returnTo();
            return new SameDeviceLogin(browser, authorization, challenge, returnTo);
        }

        URI complete() {
            return browser.completeByReturning(challenge, returnTo);
        }
    }

    private static String acr(ShopVisit visit) throws ParseException {
        BrowserAnswer tokens = Wire.form(
                "/oauth2/token",
                Shop.PLAIN.credentials(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        visit.codeAtTheShop(),
                        "redirect_uri",
                        Shop.PLAIN.back(),
                        "code_verifier",
                        visit.verifier().getValue()));
        return SignedJWT.parse((String) JSONObjectUtils.parse(tokens.body()).get("id_token"))
                .getJWTClaimsSet()
                .getStringClaim("acr");
    }

    private static BrowserContext androidPhone() {
        return chromium.with(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true)
                .setUserAgent(ANDROID));
    }
}
