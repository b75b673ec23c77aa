package io.doorway.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Screenshot;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The login page in small windows: the code, and after the scan what the person has to do, are on the screen before anyone scrolls. */
class LoginLayoutTest {

    private static final Path PICTURES = Path.of("target/pages");
    private static final String OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @CsvSource({"320, 568, en", "320, 568, de", "320, 568, ar", "360, 640, en", "390, 844, en", "1280, 800, en"})
    void theCodeAndTheNextStepAreOnTheFirstScreen(int width, int height, String language) {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        try (ShopVisit visit = ShopVisit.to(
                Shop.PLAIN,
                CHROMIUM.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(language)))) {
            Page page = visit.startLogin().page();
            assertThat(visit.view("code")).isVisible();

            assertIsOnTheScreen(page, "#qr", height);
            picture(page, "code-%dx%d-%s".formatted(width, height, language));
            phone.scan(() -> QrScreenReader.awaitQr(page));
            assertThat(visit.view("scanned")).isVisible();

            assertIsOnTheScreen(page, "[data-view=scanned] h2", height);
            picture(page, "scanned-%dx%d-%s".formatted(width, height, language));
        }
    }

    @Test
    void nothingIsBesideTheSmallestScreenWithTextOfTwiceTheSize() {
        try (ShopVisit visit = ShopVisit.to(
                Shop.PLAIN, CHROMIUM.newContext(new Browser.NewContextOptions().setViewportSize(320, 568)))) {
            Page page = visit.startLogin().page();
            assertThat(visit.view("code")).isVisible();

            page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }");

            assertThat(((Number) page.evaluate(OVERFLOW)).intValue()).isNotPositive();
        }
    }

    private static void assertIsOnTheScreen(Page page, String selector, int height) {
        BoundingBox box = page.locator(selector).boundingBox();
        assertThat(box.y).as("top of " + selector).isNotNegative();
        assertThat(box.y + box.height).as("bottom of " + selector).isLessThanOrEqualTo(height);
        assertThat(((Number) page.evaluate(OVERFLOW)).intValue())
                .as("what is beside the screen")
                .isNotPositive();
    }

    private static void picture(Page page, String name) {
        Screenshot.save(page, PICTURES.resolve("login-" + name + ".png"));
    }
}
