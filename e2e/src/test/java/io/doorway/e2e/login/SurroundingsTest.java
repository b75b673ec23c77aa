package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers that a login cannot be bound to, and computers that it must not stay on. */
class SurroundingsTest {

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 Instagram 335.0.0",
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 Line/14.9.0/IAB",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
            })
    void aBrowserInsideAnAppGetsWordsAndNoCode(String userAgent) {
        refused(new Browser.NewContextOptions().setUserAgent(userAgent), "", "embedded");
    }

    @Test
    void aBrowserWithoutStorageGetsWordsAndNoCode() {
        refused(
                new Browser.NewContextOptions(),
                "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
                "forgetful");
    }

    @Test
    void aBrowserWithoutCryptographyGetsWordsAndNoCode() {
        refused(
                new Browser.NewContextOptions(),
                "Object.defineProperty(crypto, 'subtle', { value: undefined });",
                "oldbrowser");
    }

    @Test
    void aBrowserThatKeepsNoCookiesGetsWordsAndNoCode() {
        try (BrowserContext forgetful = chromium.desktop();
                ShopVisit visit = ShopVisit.to(Shop.PLAIN, forgetful)) {
            visit.page().route("**/oauth2/authorize**", route -> {
                APIResponse page = route.fetch();
                forgetful.clearCookies();
                Map<String, String> headers = new HashMap<>(page.headers());
                headers.remove("set-cookie");
                route.fulfill(new Route.FulfillOptions().setResponse(page).setHeaders(headers));
            });

            visit.wantToLogIn();

            assertThat(visit.view("forgetful")).isVisible();
            assertThat(visit.page().locator("#qr img")).hasCount(0);
        }
    }

    @Test
    void aFrameShowsNothing() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, chromium.desktop())) {
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
    void aPersonSaysThatOthersUseTheComputerAndNothingStaysOnIt() {
        List<String> asked = new ArrayList<>();
        try (PhoneApp phone = PhoneApp.enrolled(chromium, Doorway.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.CAREFUL, chromium.desktop())) {
            Page page = visit.page();
            page.onRequest(request -> {
                if (request.url().endsWith("/challenges")) {
                    asked.add(request.postData());
                }
            });
            visit.wantToLogIn();
            assertThat(visit.view("code")).isVisible();
            String before = key(page);

            page.getByLabel("This is a shared computer").check();
            page.waitForCondition(() -> asked.size() == 2);
            phone.scan(page);
            phone.approve();
            visit.typeCode(phone.code());
            visit.codeAtTheShop();

            assertThat(asked.get(0)).contains("\"shared\":false").contains("\"time_zone\":\"");
            assertThat(asked.get(1)).contains("\"shared\":true");
            page.navigate(Doorway.issuer() + "/");
            assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
            assertThat(before).isEqualTo("1");
            assertThat(key(page)).isEqualTo("0");
        }
    }

    @Test
    void onAWorkstationOfTheRelyingPartyNobodyIsAsked() {
        try (ShopVisit visit = ShopVisit.to(Shop.LIBRARY, chromium.desktop())) {
            visit.wantToLogIn();

            assertThat(visit.view("code")).isVisible();
            assertThat(visit.page().getByLabel("This is a shared computer")).hasCount(0);
            assertThat(visit.page().getByText("nothing of this login stays on it"))
                    .isVisible();
            int seconds = Integer.parseInt(visit.page().locator("#seconds").textContent());
            assertThat(seconds).isLessThanOrEqualTo(30);
        }
    }

    /** Opens a login page in a browser that it must refuse to work in. */
    private static void refused(Browser.NewContextOptions browser, String script, String view) {
        List<String> asked = new ArrayList<>();
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, chromium.with(browser))) {
            visit.page().addInitScript(script);
            visit.page().onRequest(request -> asked.add(request.method() + " " + request.url()));

            visit.wantToLogIn();

            assertThat(visit.view(view)).isVisible();
            assertThat(visit.page().locator(".words [data-view=" + view + "] h2"))
                    .isVisible();
            assertThat(asked).noneMatch(request -> request.startsWith("POST"));
        }
    }

    /** How many keys the login page keeps in this browser. */
    private static String key(Page page) {
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
