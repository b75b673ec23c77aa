package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.SingleSignOnShops;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person who logged in with the phone at one website opens another one in the same browser, and logs out. */
class SingleSignOnJourneyTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final SingleSignOnShops SHOPS = new SingleSignOnShops();

    private static final Shop OFFICE = SingleSignOnShops.OFFICE;
    private static final Shop TRAVEL = SingleSignOnShops.TRAVEL;

    private final PageScreenshots screenshots = new PageScreenshots();
    private final CodeVerifier verifier = new CodeVerifier();
    private final TestPlatform.Person person = TestPlatform.person("Ada");
    private final HeadlessPhone phone = person.headlessPhone();
    private BrowserContext browser;
    private Page page;
    private String idToken;

    @BeforeEach
    void logInWithThePhone() {
        browser = CHROMIUM.desktop();
        page = screenshots.watch(browser.newPage());
        open(page, OFFICE, Map.of());
        phone.approve(phone.scan(() -> QrScreenReader.awaitQr(page)));
        idToken = idToken(OFFICE, answer(page, OFFICE));
    }

    @AfterEach
    void close() {
        browser.close();
        screenshots.assertNoViolations();
    }

    @Test
    void aSecondWebsiteNeedsNoPhone() throws ParseException {
        open(page, TRAVEL, Map.of());

        JWTClaimsSet second = claims(idToken(TRAVEL, answer(page, TRAVEL)));
        assertThat(second.getClaim("auth_time")).isEqualTo(claims(idToken).getClaim("auth_time"));
        assertThat(second.getStringClaim("sid")).isNotEqualTo(claims(idToken).getStringClaim("sid"));

        assertThat(silently(page, TRAVEL).getQuery()).contains("code=");
    }

    @Test
    void anotherBrowserIsNotLoggedIn() {
        try (BrowserContext fresh = CHROMIUM.desktop();
                BrowserContext thief = CHROMIUM.desktop()) {
            assertLoginRequired(silently(fresh.newPage(), TRAVEL));

            thief.addCookies(browser.cookies());
            Page stolen = thief.newPage();
            assertLoginRequired(silently(stolen, TRAVEL));
            open(stolen, TRAVEL, Map.of());
            assertThat(stolen.locator("main[data-state=code]")).isVisible();
        }
        assertThat(silently(page, TRAVEL).getQuery())
                .as("the person is still logged in")
                .contains("code=");
    }

    @Test
    void aWebsiteLogsThePersonOutEverywhere() throws ParseException {
        open(page, TRAVEL, Map.of());
        String sid = claims(idToken(TRAVEL, answer(page, TRAVEL))).getStringClaim("sid");

        page.navigate(logout(Map.of(
                "id_token_hint",
                idToken,
                "post_logout_redirect_uri",
                SingleSignOnShops.AFTER_LOGOUT,
                "state",
                "a state")));

        page.waitForURL(SingleSignOnShops.AFTER_LOGOUT + "**");
        assertThat(IssuerHttp.parameter(URI.create(page.url()), "state")).isEqualTo("a state");
        assertThat(SHOPS.awaitLogoutToken(sid).getAudience()).containsExactly(TRAVEL.id());
        assertLoginRequired(silently(page, TRAVEL));
        assertLoginRequired(silently(page, OFFICE));
    }

    @Test
    void thePersonSeesWhereTheyAreLoggedInAndLogsOutWithThePhone() throws ParseException {
        open(page, TRAVEL, Map.of());
        String sid = claims(idToken(TRAVEL, answer(page, TRAVEL))).getStringClaim("sid");

        try (PhoneApp app = PhoneApp.enrolled(CHROMIUM, person.enrolmentLink())) {
            Page home = screenshots.watch(app.page());
            home.navigate(TestPlatform.issuer() + "/app/");
            Locator sessions = home.locator("section[aria-labelledby=sessions]");
            assertThat(sessions.locator("li")).hasCount(1);
            assertThat(sessions).containsText("at Office Shop and Travel Shop");
            screenshots.capture(home, "app-sessions");

            sessions.getByRole(AriaRole.BUTTON).click();
            screenshots.capture(home, "app-sessions-confirm");
            home.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log out"))
                    .click();

            assertThat(home.locator("section[aria-labelledby=passkeys][aria-busy=false]"))
                    .isVisible();
            assertThat(sessions).isHidden();
        }
        assertThat(SHOPS.awaitLogoutToken(sid).getAudience()).containsExactly(TRAVEL.id());
        assertLoginRequired(silently(page, OFFICE));
    }

    @Test
    void withoutAnIdTokenThePersonIsAsked() {
        page.navigate(logout(Map.of()));
        assertThat(page.locator("h1")).hasText("Log out?");
        capture("logout");
        assertThat(silently(page, OFFICE).getQuery())
                .as("the question ends nothing")
                .contains("code=");

        page.navigate(logout(Map.of()));
        page.locator("#doorway-decline-logout").click();
        assertThat(page.locator("#doorway-still-logged-in")).isVisible();
        capture("still-logged-in");
        assertThat(silently(page, OFFICE).getQuery())
                .as("the person stays logged in")
                .contains("code=");

        page.navigate(logout(Map.of()));
        confirm().click();

        assertThat(page.locator("#doorway-logged-out")).isVisible();
        capture("logged-out");
        assertLoginRequired(silently(page, OFFICE));
    }

    @Test
    void afterTheQuestionTheBrowserReturnsToTheWebsite() {
        page.navigate(logout(Map.of(
                "client_id", OFFICE.id(), "post_logout_redirect_uri", SingleSignOnShops.AFTER_LOGOUT, "state", "s")));

        confirm().click();

        page.waitForURL(SingleSignOnShops.AFTER_LOGOUT + "?state=s");
        assertLoginRequired(silently(page, OFFICE));
    }

    /** No program has the scheme here, so the browser stays, and says where it was led. */
    @Test
    void afterTheQuestionTheBrowserReturnsToAProgram() {
        page.navigate(
                logout(Map.of("client_id", "office-program", "post_logout_redirect_uri", "com.example.office:/bye")));

        Request left =
                page.waitForRequest("com.example.office:/bye", () -> confirm().click());

        assertThat(left.isNavigationRequest()).isTrue();
        assertLoginRequired(silently(page, OFFICE));
    }

    private Locator confirm() {
        return page.locator("#doorway-confirm-logout");
    }

    /** Screenshots at the width of a desktop and of the narrowest screen (WCAG 2.2, 1.4.10). */
    private void capture(String name) {
        screenshots.capture(page, name);
        page.setViewportSize(320, 640);
        screenshots.capture(page, name + "-narrow");
        page.setViewportSize(1280, 800);
    }

    private URI silently(Page opened, Shop shop) {
        open(opened, shop, Map.of("prompt", "none"));
        return answer(opened, shop);
    }

    private void open(Page opened, Shop shop, Map<String, String> additional) {
        Map<String, String> request = shop.request(verifier);
        request.putAll(additional);
        // The page itself may go on to the shop before it has loaded.
        opened.navigate(
                Shop.authorization(request).toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    /** Waits for the redirect to the shop; returns its address. */
    private static URI answer(Page opened, Shop shop) {
        opened.waitForURL(shop.redirectUri() + "**");
        return URI.create(opened.url());
    }

    private String idToken(Shop shop, URI answer) {
        BrowserResponse tokens = IssuerHttp.form(
                "/oauth2/token",
                shop.credentials(),
                Map.of(
                        "grant_type", "authorization_code",
                        "code", IssuerHttp.parameter(answer, "code"),
                        "redirect_uri", shop.redirectUri(),
                        "code_verifier", verifier.getValue()));
        return IssuerHttp.member(tokens, "id_token");
    }

    private static JWTClaimsSet claims(String idToken) throws ParseException {
        return SignedJWT.parse(idToken).getJWTClaimsSet();
    }

    private static String logout(Map<String, String> parameters) {
        return TestPlatform.issuer() + "/oauth2/logout?" + IssuerHttp.formEncode(parameters);
    }

    private static void assertLoginRequired(URI answer) {
        assertThat(IssuerHttp.parameter(answer, "error")).isEqualTo("login_required");
        assertThat(IssuerHttp.parameters(answer, "state")).isNotEmpty();
    }
}
