package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that drop what they accept, browsers that store nothing, computers that sleep, and other names of the same server. */
class BrowsersAndNetworksTest {

    private static final String MUTE_WEB_SOCKETS = """
            globalThis.WebSocket = class { send() {} close() {} };
            delete AbortSignal.any;
            delete AbortSignal.timeout;
            """;
    private static final LocatorAssertions.HasClassOptions WITHIN_TWO_SECONDS =
            new LocatorAssertions.HasClassOptions().setTimeout(2_000);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Ada").headlessPhone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/json"})
    void aMuteWebSocketIsReplacedByTheTransportThatWorks(String working) {
        List<String> requested = new CopyOnWriteArrayList<>();
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.addInitScript(MUTE_WEB_SOCKETS);
            page.route("**/login/*/events", route -> {
                String accept = route.request().headerValue("accept");
                requested.add(accept);
                if (accept.equals(working)) {
                    route.resume();
                } else {
                    route.abort();
                }
            });
            visit.startLogin();

            phone.approve(phone.scan(() -> QrScreenReader.awaitQr(page)));

            page.waitForURL(Shop.PLAIN.redirectUri() + "**", new Page.WaitForURLOptions().setTimeout(15_000));
            assertThat(requested).contains(working);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IDBFactory.prototype.open = () => ({});",
                "IDBObjectStore.prototype.put = () => { throw new Error(); };",
                "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
            })
    void aBrowserThatStoresNoKeyLogsInWithAKeyInMemory(String script) {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            visit.page().addInitScript(script);
            visit.startLogin();

            phone.approve(phone.scan(() -> QrScreenReader.awaitQr(visit.page())));

            visit.authorizationCode();
        }
    }

    @Test
    void aCodeWhoseAgeIsInDoubtIsDimmedUntilItIsFresh() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.startLogin().page();
            QrScreenReader.awaitQr(page);
            page.route("**/frames", Route::abort);

            page.evaluate(
                    "() => { const now = performance.now.bind(performance); performance.now = () => now() - 25_000; }");

            assertThat(page.locator("#qr")).hasClass("tile stale", WITHIN_TWO_SECONDS);
            page.unroute("**/frames");
            assertThat(page.locator("#qr")).not().hasClass("tile stale");
            assertThat(Integer.parseInt(page.locator("#seconds").textContent())).isLessThanOrEqualTo(60);
            phone.scan(() -> QrScreenReader.awaitQr(page));
        }
    }

    @Test
    void noCountdownIsShownBeforeThereIsACode() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.route("**/frames", Route::abort);
            visit.startLogin();

            assertThat(page.getByText("Making the code…")).isVisible();
            assertThat(page.locator("#announcement")).hasText("The code is being made.");
            assertThat(page.locator("#seconds")).not().isVisible();
            page.unroute("**/frames");

            assertThat(visit.view("code")).isVisible();
            assertThat(page.locator("#announcement")).hasText("The code is ready to be scanned.");
            assertThat(page.locator("#seconds")).isVisible();
        }
    }

    @Test
    void anotherNameOfTheServerLeadsToTheOneThatWorks() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            visit.page().navigate(visit.authorization().toString().replaceFirst("//localhost", "//127.0.0.1"));

            assertThat(visit.view("wrong-address")).isVisible();
            visit.link("Continue there").click();

            assertThat(visit.view("code")).isVisible();
        }
    }

    @Test
    void aPageThatNobodySeesBeginsNoLogin() {
        List<String> posted = new CopyOnWriteArrayList<>();
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.addInitScript("""
                    globalThis.seen = 'hidden';
                    Object.defineProperty(document, 'visibilityState', { get: () => globalThis.seen });
                    """);
            page.onRequest(request -> posted.add(request.method()));
            visit.startLogin();
            page.waitForLoadState();
            assertThat(posted).doesNotContain("POST");

            page.evaluate("() => { seen = 'visible'; document.dispatchEvent(new Event('visibilitychange')); }");

            assertThat(visit.view("code")).isVisible();
        }
    }
}
