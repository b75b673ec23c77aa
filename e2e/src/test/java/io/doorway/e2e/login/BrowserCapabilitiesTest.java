package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers without the features that a login requires, and shared computers. */
class BrowserCapabilitiesTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 Instagram 335.0.0",
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 Line/14.9.0/IAB",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
            })
    void anEmbeddedBrowserIsShownAnExplanationInsteadOfACode(String userAgent) {
        assertUnsupported(new Browser.NewContextOptions().setUserAgent(userAgent), "", "embedded");
    }

    @Test
    void aBrowserWithoutWebCryptoIsShownAnExplanationInsteadOfACode() {
        assertUnsupported(
                new Browser.NewContextOptions(),
                "Object.defineProperty(crypto, 'subtle', { value: undefined });",
                "unsupported");
    }

    /** Only Safari stores no cookies of an address because it begins with http. */
    @ParameterizedTest
    @CsvSource({"Google Inc., false", "'Apple Computer, Inc.', true"})
    void aBrowserWithoutCookiesIsShownAnExplanationInsteadOfACode(String vendor, boolean safari) {
        try (BrowserContext desk = CHROMIUM.desktop();
                ShopVisit visit = ShopVisit.to(Shop.PLAIN, desk)) {
            desk.addInitScript("Object.defineProperty(navigator, 'vendor', { value: '%s' });".formatted(vendor));
            visit.page().route("**/oauth2/authorize**", route -> {
                APIResponse page = route.fetch();
                desk.clearCookies();
                Map<String, String> headers = new HashMap<>(page.headers());
                headers.remove("set-cookie");
                route.fulfill(new Route.FulfillOptions().setResponse(page).setHeaders(headers));
            });

            visit.startLogin();

            assertThat(visit.view("no-storage")).isVisible();
            assertThat(visit.page().getByText("Safari stores no cookies of this address"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(safari));
            assertThat(visit.page().locator("#qr img")).hasCount(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };",
                "IDBFactory.prototype.open = () => ({});",
                "IDBObjectStore.prototype.put = () => { throw new Error(); };",
                "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
            })
    void aPhoneThatStoresNothingSaysSoAndLeavesItsInvitationUnused(String script) {
        String link = TestPlatform.person("Ada").enrolmentLink();
        try (BrowserContext phone = CHROMIUM.phone()) {
            Page page = phone.newPage();
            page.addInitScript(script);

            page.navigate(link);

            assertThat(page.getByRole(AriaRole.HEADING)).hasText("This browser keeps no key here");
            assertThat(page.getByRole(AriaRole.BUTTON)).hasText("Try again");
        }
        PhoneApp.enrolled(CHROMIUM, link).close();
    }

    @Test
    void aLoginPageInAFrameShowsNothing() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.route(
                    "http://localhost:9/around",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<iframe src='" + visit.authorization() + "'></iframe>")));

            page.navigate("http://localhost:9/around");

            page.waitForCondition(() -> page.frames().size() == 2);
            assertThat(page.frameLocator("iframe").locator("main.login")).hasCount(0);
        }
    }

    @Test
    void aSharedComputerKeepsNoKeyAfterTheLogin() {
        List<String> bodies = new ArrayList<>();
        try (PhoneApp phone =
                        PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.ALWAYS_CODE, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.onRequest(request -> {
                if (request.url().endsWith("/challenges")) {
                    bodies.add(request.postData());
                }
            });
            visit.startLogin();
            assertThat(visit.view("code")).isVisible();
            String keysDuringLogin = storedKeys(page);

            page.getByLabel("This is a shared computer").check();
            page.waitForCondition(() -> bodies.size() == 2);
            phone.scan(page);
            phone.approve();
            visit.typeCode(phone.code());
            visit.authorizationCode();

            assertThat(bodies.get(0)).contains("\"shared\":false").contains("\"time_zone\":\"");
            assertThat(bodies.get(1)).contains("\"shared\":true");
            page.navigate(TestPlatform.issuer() + "/");
            assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
            assertThat(keysDuringLogin).isEqualTo("1");
            assertThat(storedKeys(page)).isEqualTo("0");
        }
    }

    @Test
    void aSharedWorkstationClientHasNoSharedComputerCheckbox() {
        try (ShopVisit visit = ShopVisit.to(Shop.SHARED_WORKSTATION, CHROMIUM.desktop())) {
            visit.startLogin();

            assertThat(visit.view("code")).isVisible();
            assertThat(visit.page().getByLabel("This is a shared computer")).hasCount(0);
            assertThat(visit.page().getByText("nothing is remembered here")).isVisible();
            int seconds = Integer.parseInt(visit.page().locator("#seconds").textContent());
            assertThat(seconds).isLessThanOrEqualTo(30);
        }
    }

    /** Asserts that the login page explains why it does not work in this browser, and does not start a login. */
    private static void assertUnsupported(Browser.NewContextOptions browser, String script, String view) {
        List<String> requests = new ArrayList<>();
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.newContext(browser))) {
            visit.page().addInitScript(script);
            visit.page().onRequest(request -> requests.add(request.method() + " " + request.url()));

            visit.startLogin();

            assertThat(visit.view(view)).isVisible();
            assertThat(visit.page().locator(".words [data-view=" + view + "] h2"))
                    .isVisible();
            assertThat(requests).noneMatch(request -> request.startsWith("POST"));
        }
    }

    /** The number of keys that the login page has stored in this browser. */
    private static String storedKeys(Page page) {
        return String.valueOf(page.evaluate("""
                () => new Promise((resolve, reject) => {
                  const opening = indexedDB.open('doorway-login', 1);
                  opening.onerror = () => reject(opening.error);
                  opening.onsuccess = () => {
                    const count = opening.result.transaction('keys').objectStore('keys').count();
                    count.onsuccess = () => { opening.result.close(); resolve(count.result); };
                  };
                })"""));
    }
}
