package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Proxy;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.MuteProxy;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that drop what they accept, browsers that store nothing, computers that sleep, and other names of the same server. */
class BrowsersAndNetworksTest {

    private static final String NO_ABORT_SIGNALS = "delete AbortSignal.any; delete AbortSignal.timeout;";
    private static final String HIDDEN = """
            globalThis.seen = 'hidden';
            Object.defineProperty(document, 'visibilityState', { get: () => globalThis.seen });
            """;
    private static final String BECOMES_VISIBLE =
            "() => { seen = 'visible'; document.dispatchEvent(new Event('visibilitychange')); }";
    /** Less than the 25 seconds by which the clock is set back. */
    private static final LocatorAssertions.HasClassOptions SOON =
            new LocatorAssertions.HasClassOptions().setTimeout(15_000);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Ada").headlessPhone();
    }

    /** What the proxy does not carry, and the transport that then works. */
    @ParameterizedTest
    @CsvSource({
        "Upgrade: websocket, text/event-stream",
        "Upgrade: websocket;Accept: text/event-stream, application/json"
    })
    void aTransportThatIsAcceptedAndThenMuteIsReplacedByTheNextOne(String muted, String working) throws IOException {
        List<String> accepted = new CopyOnWriteArrayList<>();
        try (MuteProxy proxy = MuteProxy.of(List.of(muted.split(";")));
                ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.newContext(through(proxy)))) {
            Page page = visit.page();
            page.addInitScript(NO_ABORT_SIGNALS);
            page.onRequest(request -> accepted.add(request.headers().getOrDefault("accept", "")));
            visit.startLogin();

            phone.approve(phone.scan(() -> QrScreenReader.awaitQr(page)));

            page.waitForURL(Shop.PLAIN.redirectUri() + "**");
            assertThat(accepted).contains(working);
            assertThat(proxy.muted()).hasSizeGreaterThanOrEqualTo(muted.split(";").length);
        }
    }

    /** Browsers use no proxy for the loopback address unless they are configured to. */
    private static Browser.NewContextOptions through(MuteProxy proxy) {
        return new Browser.NewContextOptions().setProxy(new Proxy(proxy.address()).setBypass("<-loopback>"));
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
    void aPageSaysThatTheNetworkIsGoneUntilItIsBack() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.startLogin().page();
            QrScreenReader.awaitQr(page);

            page.context().setOffline(true);
            assertThat(page.getByText("Connection lost")).isVisible();

            page.context().setOffline(false);
            assertThat(page.getByText("Connection lost")).isHidden();
            phone.approve(phone.scan(() -> QrScreenReader.awaitQr(page)));
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

            assertThat(page.locator("#qr")).hasClass("tile stale", SOON);
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
            List<Route> creations = new CopyOnWriteArrayList<>();
            page.route("**/challenges", creations::add);
            visit.startLogin();

            assertThat(page.getByText("Making the code…")).isVisible();
            assertThat(page.locator("#announcement")).hasText("The code is being made.");
            assertThat(page.locator("#seconds")).not().isVisible();
            page.waitForCondition(() -> !creations.isEmpty());
            creations.forEach(Route::resume);

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

    @ParameterizedTest
    @CsvSource({"GET, 20000", "GET, 60000", "POST, 20000", "POST, 60000"})
    void aRequestThatIsTooLongIsAnsweredWithAPage(String method, int length) {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put("state", "s".repeat(length));
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            visit.send(method, request);

            assertThat(visit.page().getByText("This request is too long").first())
                    .isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aStateThatIsTooLongLeadsBackToTheWebsite(String method) {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put("state", "s".repeat(4100));

        BrowserResponse answer = method.equals("GET")
                ? IssuerHttp.authorize(request)
                : IssuerHttp.form("/oauth2/authorize", Map.of(), request);
        String address = answer.headers().firstValue("Location").orElseThrow();
        if (address.startsWith(TestPlatform.issuer().toString())) {
            address = IssuerHttp.authorize(request)
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }

        assertThat(address).startsWith(Shop.PLAIN.redirectUri()).contains("error=invalid_request");
    }

    @Test
    void aPageThatNobodySeesBeginsNoLogin() {
        List<String> posted = new CopyOnWriteArrayList<>();
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.addInitScript(HIDDEN);
            page.onRequest(request -> posted.add(request.method()));
            visit.startLogin();
            page.waitForLoadState();
            assertThat(posted).doesNotContain("POST");

            page.evaluate(BECOMES_VISIBLE);

            assertThat(visit.view("code")).isVisible();
        }
    }

    @Test
    void aPageThatNobodySeesLeavesItsPushedRequestToTheBrowserThatUsesIt() {
        URI start = Shop.authorization(
                Map.of("client_id", Shop.REQUIRED_PAR.id(), "request_uri", Shop.REQUIRED_PAR.pushedRequest()));
        try (ShopVisit hidden = ShopVisit.to(Shop.REQUIRED_PAR, CHROMIUM.desktop());
                ShopVisit used = ShopVisit.to(Shop.REQUIRED_PAR, CHROMIUM.desktop())) {
            Page page = hidden.page();
            page.addInitScript(HIDDEN);
            page.navigate(start.toString());
            page.waitForLoadState();
            used.page().navigate(start.toString());
            assertThat(used.view("code")).isVisible();

            page.evaluate(BECOMES_VISIBLE);

            assertThat(page.getByRole(AriaRole.HEADING)).hasText("This login link is no longer valid");
            page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK).click();
            page.waitForURL(Shop.REQUIRED_PAR.redirectUri() + "**");
            assertThat(IssuerHttp.parameter(URI.create(page.url()), "error")).isEqualTo("invalid_request_uri");
        }
    }

    @Test
    void aPageThatWasHiddenUntilItsTicketIsTooOldLoadsItselfAgain() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop())) {
            Page page = visit.page();
            page.addInitScript("""
                    const now = Date.now;
                    Date.now = () => now() + (globalThis.seen === 'visible' ? 600_000 : 0);
                    """);
            page.addInitScript(HIDDEN);
            Route.FulfillOptions tooOld = new Route.FulfillOptions()
                    .setStatus(401)
                    .setContentType("application/problem+json")
                    .setBody("{\"type\": \"urn:doorway:problem:invalid-ticket\", \"status\": 401}");
            page.route("**/challenges", route -> route.fulfill(tooOld), new Page.RouteOptions().setTimes(1));
            visit.startLogin();
            page.waitForLoadState();

            page.waitForNavigation(() -> page.evaluate(BECOMES_VISIBLE));
            page.evaluate(BECOMES_VISIBLE);

            assertThat(visit.view("code")).isVisible();
        }
    }
}
