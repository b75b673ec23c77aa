package io.doorway.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the login page and the phone app weigh: requests and bytes, which are counted, and how far their contents move while they load.
 *
 * <p>It prints the numbers of {@code docs/benchmark.md}; with {@code -Ddoorway.page-weight=true} also those over a slow network. Times are
 * printed and never asserted.
 */
class PageWeightTest {

    private static final boolean MEASURED = Boolean.getBoolean("doorway.page-weight");
    private static final double MAX_SHIFT = 0.1;
    private static final int KIB = 1024;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** One loaded page. The times are those of its browser, in milliseconds. */
    private record Weight(int requests, long bytes, double shift, double largestPaint) {

        void isAtMost(int maxRequests, long maxBytes) {
            assertThat(requests).as("requests").isLessThanOrEqualTo(maxRequests);
            assertThat(bytes).as("bytes").isLessThan(maxBytes);
            assertThat(shift).as("cumulative layout shift").isLessThan(MAX_SHIFT);
        }
    }

    @Test
    void theLoginPageIsLightAndStandsStill() {
        Weight weight = loginPage(false);
        print("login page", weight);
        if (MEASURED) {
            print("login page, slow network", loginPage(true));
        }

        weight.isAtMost(6, 30 * KIB);
    }

    /** A language that is not English loads no English texts. */
    @Test
    void thePhoneAppIsLightInEachLanguage() {
        for (String language : List.of("en", "de", "ar")) {
            Weight weight = phoneApp(language, false);
            print("phone app, first visit, " + language, weight);

            weight.isAtMost(6, 40 * KIB);
        }
        if (MEASURED) {
            print("phone app, first visit, slow network", phoneApp("en", true));
        }
    }

    @Test
    void theHomeOfThePhoneAppStandsStill() {
        try (PhoneApp phone =
                PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink())) {
            Page page = phone.page().context().newPage();
            Transfers transfers = new Transfers(page, false);
            page.navigate(TestPlatform.issuer() + "/app/");
            assertThat(page.locator("section[aria-busy=false]")).hasCount(5);
            Weight weight = transfers.weight();
            print("phone app, home", weight);

            assertThat(weight.shift()).isLessThan(MAX_SHIFT);
        }
    }

    private static Weight phoneApp(String language, boolean slow) {
        try (BrowserContext browser = CHROMIUM.newContext(
                new Browser.NewContextOptions().setLocale(language).setViewportSize(390, 844))) {
            Page page = browser.newPage();
            Transfers transfers = new Transfers(page, slow);
            page.navigate(TestPlatform.issuer() + "/app/");
            page.locator("main h1").waitFor();
            return transfers.weight();
        }
    }

    private static Weight loginPage(boolean slow) {
        BrowserContext browser = CHROMIUM.desktop();
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, browser)) {
            Transfers transfers = new Transfers(visit.page(), slow);
            visit.startLogin();
            assertThat(visit.view("code")).isVisible();
            return transfers.weight();
        }
    }

    private static void print(String name, Weight weight) {
        System.out.printf(
                "%s: %d requests, %d bytes, layout shift %.3f, largest contentful paint %.0f ms%n",
                name, weight.requests(), weight.bytes(), weight.shift(), weight.largestPaint());
    }

    /** The transfers of a page, as the browser counts them: with headers, and compressed as they were. */
    private static final class Transfers {

        private final Page page;
        private final List<Double> bytes = new ArrayList<>();

        Transfers(Page page, boolean slow) {
            this.page = page;
            CDPSession protocol = page.context().newCDPSession(page);
            protocol.on(
                    "Network.loadingFinished",
                    event -> add(event.get("encodedDataLength").getAsDouble()));
            protocol.send("Network.enable");
            if (slow) {
                protocol.send("Network.emulateNetworkConditions", slowNetwork());
            }
            page.addInitScript("""
                    window.measured = { shift: 0, paint: 0 };
                    const observe = (type, add) => new PerformanceObserver(list => list.getEntries().forEach(add))
                      .observe({ type, buffered: true });
                    observe('layout-shift', entry => { window.measured.shift += entry.value; });
                    observe('largest-contentful-paint', entry => { window.measured.paint = entry.startTime; });
                    """);
        }

        /** What is in the page itself, as a QR code is, finishes to load too, without a byte. */
        private void add(double transferred) {
            if (transferred > 0) {
                bytes.add(transferred);
            }
        }

        private static JsonObject slowNetwork() {
            JsonObject conditions = new JsonObject();
            conditions.addProperty("offline", false);
            conditions.addProperty("latency", 400);
            conditions.addProperty("downloadThroughput", 50_000);
            conditions.addProperty("uploadThroughput", 50_000);
            return conditions;
        }

        Weight weight() {
            // The observers are called after the frame that they observed was painted.
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            return new Weight(
                    bytes.size(),
                    bytes.stream().mapToLong(Double::longValue).sum(),
                    ((Number) page.evaluate("() => window.measured.shift")).doubleValue(),
                    ((Number) page.evaluate("() => window.measured.paint")).doubleValue());
        }
    }
}
