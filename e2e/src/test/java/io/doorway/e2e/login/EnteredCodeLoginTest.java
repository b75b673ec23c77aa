package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login without a camera, without a pointer and without sight: keyboard, names and live regions only. */
class EnteredCodeLoginTest {

    private static final int MAX_TABS = 30;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final PageScreenshots screenshots = new PageScreenshots();

    @Test
    void aPersonWhoDoesNotScanEntersACode() {
        try (PhoneApp phone =
                        PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.PLAIN, CHROMIUM.desktop()).startLogin()) {
            assertThat(visit.view("code")).isVisible();
            press(visit.page(), "Use a code instead");
            assertThat(visit.view("enter-code")).isVisible();
            assertThat(focused(visit.page())).isEqualTo("Enter this code in the Doorway app");
            assertThat(visit.page().locator("#announcement")).hasText("Enter this code in the Doorway app");
            screenshots.capture(visit.page(), "login-enter-code");
            String heard = heardCode(visit.page());

            press(visit.page(), "I need more time");
            assertThat(visit.page().locator("#login-code-spelled")).not().hasText(heard);
            heard = heardCode(visit.page());

            phone.page().navigate(TestPlatform.issuer() + "/app/");
            phone.button("Enter a code").waitFor();
            press(phone.page(), "Enter a code");
            screenshots.capture(phone.page(), "app-enter-code");
            tabTo(phone.page(), "login-code");
            phone.page()
                    .keyboard()
                    .type(heard.replaceAll("^.*:", "").replaceAll("[ ,]", "").toLowerCase(Locale.ROOT));
            phone.page().keyboard().press("Enter");
            assertThat(phone.page().getByText("A code was entered, not scanned"))
                    .isVisible();
            assertThat(visit.view("scanned")).isVisible();
            assertThat(focused(visit.page())).isEqualTo("Continue on your phone");
            phone.page().locator("button.approve").press("Enter");
            String digits = phone.code();

            assertThat(visit.codeField()).isFocused();
            visit.page().keyboard().type(digits);
            visit.page().keyboard().press("Enter");

            assertThat(visit.authorizationCode()).isNotEmpty();
            screenshots.assertNoViolations();
        }
    }

    @Test
    void aCodeThatIsWrongIsExplainedAndCanBeEnteredAgain() {
        try (PhoneApp phone =
                PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink())) {
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            phone.button("Enter a code").click();
            phone.page().getByLabel("Code of the login page").fill("7K3M");
            phone.button("Continue").click();
            assertThat(phone.page().getByText("The code has eight letters and digits."))
                    .isVisible();

            phone.page().getByLabel("Code of the login page").fill("7k3m-9qrx");
            phone.button("Continue").click();

            assertThat(phone.heading("This code is wrong or has expired")).isVisible();
            phone.button("Enter the code again").click();
            assertThat(phone.heading("Enter the code")).isVisible();
        }
    }

    private static String heardCode(Page page) {
        return page.locator("#login-code-spelled").textContent();
    }

    /** Moves the focus to the control of this name with the keyboard, and presses it. */
    private static void press(Page page, String name) {
        tabTo(page, name);
        page.keyboard().press("Enter");
    }

    private static void tabTo(Page page, String nameOrId) {
        for (int tabs = 0; tabs < MAX_TABS; tabs++) {
            page.keyboard().press("Tab");
            if (focused(page).equals(nameOrId)) {
                return;
            }
        }
        throw new AssertionError("no way to " + nameOrId + " by keyboard");
    }

    /** The text of what has the focus, or its id if it has no text. */
    private static String focused(Page page) {
        return (String) page.evaluate("() => document.activeElement.textContent.trim() || document.activeElement.id");
    }
}
