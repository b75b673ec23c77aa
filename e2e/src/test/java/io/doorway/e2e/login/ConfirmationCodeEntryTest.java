package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The confirmation code: shown on the phone, typed into the browser. */
class ConfirmationCodeEntryTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void theRightCodeCompletesTheLogin() {
        runAfterApproval((phone, visit) -> {
            assertThat(visit.codeField()).isFocused();
            assertThat(visit.codeField()).hasAttribute("autocomplete", "one-time-code");
            assertThat(visit.page().locator("#announcement")).hasText("Type the code from your phone");

            visit.typeCode(phone.code());

            assertThat(visit.authorizationCode()).isNotEmpty();
            assertThat(phone.heading("You are logged in")).isVisible();
        });
    }

    @Test
    void aWrongCodeIsReportedAndACodeMayContainASpace() {
        runAfterApproval((phone, visit) -> {
            String code = phone.code();

            visit.typeCode("12345");
            assertThat(visit.codeField()).hasAccessibleDescription(endingWith("The code has six digits."));
            visit.typeCode(Shop.wrongCode(code));
            assertThat(visit.codeField()).hasAccessibleDescription(endingWith("You have 2 tries left."));
            assertThat(visit.codeField()).isFocused();
            assertThat(visit.codeField()).hasAttribute("aria-invalid", "true");
            assertThat(phone.page().getByRole(AriaRole.ALERT)).containsText("2 tries left");
            visit.typeCode(code.substring(0, 3) + " " + code.substring(3));

            assertThat(visit.authorizationCode()).isNotEmpty();
        });
    }

    @Test
    void aPersonWhoAsksForMoreTimeHasMinutesAndThePhoneSaysTheSame() {
        try (PhoneApp phone =
                        PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
                ShopVisit visit =
                        ShopVisit.to(Shop.ALWAYS_CODE, CHROMIUM.desktop()).startLogin()) {
            visit.page().getByLabel("I need more time to type").check();
            phone.scan(visit.page());
            phone.approve();
            phone.code();

            assertThat(visit.codeField()).isVisible();
            assertThat(visit.page().locator("#seconds")).hasText(Pattern.compile("[4-9]:\\d\\d"));
            assertThat(phone.page().locator(".remaining")).hasText(Pattern.compile("[4-9]:\\d\\d left"));
        }
    }

    @Test
    void aPersonWhoTypesGetsMoreTimeByTheKeyboardAtEachPressAndThePhoneSaysTheSame() {
        runAfterApproval((phone, visit) -> {
            String code = phone.code();
            // The smallest screen, on which the button is far below the text that answers it.
            visit.page().setViewportSize(320, 568);
            visit.codeField().press("1");
            visit.button("I need more time").focus();

            visit.page().keyboard().press("Enter");
            assertThat(visit.page().getByRole(AriaRole.STATUS).getByText("You now have more than 2 minutes"))
                    .isInViewport();
            assertThat(phone.page().locator(".remaining")).hasText(Pattern.compile("2:\\d\\d left"));
            assertThat(visit.button("I need more time")).isFocused();
            visit.page().keyboard().press("Enter");

            assertThat(visit.page().getByRole(AriaRole.STATUS).getByText("You now have more than 4 minutes"))
                    .isVisible();
            assertThat(visit.page().locator("#seconds")).hasText(Pattern.compile("4:\\d\\d"));
            assertThat(phone.page().locator(".remaining")).hasText(Pattern.compile("4:\\d\\d left"));
            assertThat(visit.codeField()).hasValue("1");
            visit.typeCode(code);
            assertThat(visit.authorizationCode()).isNotEmpty();
        });
    }

    @Test
    void theThirdWrongCodeCancelsTheLogin() {
        runAfterApproval((phone, visit) -> {
            String wrong = Shop.wrongCode(phone.code());
            visit.typeCode(wrong);
            assertThat(visit.codeField()).hasAccessibleDescription(endingWith("You have 2 tries left."));
            visit.typeCode(wrong);
            assertThat(visit.codeField()).hasAccessibleDescription(endingWith("You have one try left."));

            visit.typeCode(wrong);

            assertThat(visit.view("code-rejected")).isVisible();
            assertThat(phone.heading("Cancelled after three wrong codes")).isVisible();
            visit.button("Start again").click();
            assertThat(visit.view("code")).isVisible();
        });
    }

    @Test
    void aPersonWhoIsAskedForTheCodeStopsTheLogin() {
        runAfterApproval((phone, visit) -> {
            String code = phone.code();

            phone.button("Stop this login").click();

            assertThat(phone.heading("You took your approval back")).isVisible();
            assertThat(visit.view("rejected")).isVisible();
            assertThat(visit.codeField()).isHidden();
            assertThat(phone.page().getByText(code)).hasCount(0);
        });
    }

    @Test
    void aKnownBrowserDoesNotRequireACode() {
        BrowserContext desk = CHROMIUM.desktop();
        try (PhoneApp phone =
                PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink())) {
            ShopVisit first = ShopVisit.to(Shop.DEFAULT_CHECK, desk).startLogin();
            phone.scan(first.page());
            phone.approve();
            first.typeCode(phone.code());
            assertThat(first.authorizationCode()).isNotEmpty();
            phone.button("Done").click();

            assertThat(laterLoginRequiresNoCode(phone, desk)).isTrue();
        } finally {
            desk.close();
        }
    }

    /** The browser is remembered when the login's event is consumed, which may take longer than the next login. */
    private static boolean laterLoginRequiresNoCode(PhoneApp phone, BrowserContext desk) {
        for (int attempt = 0; attempt < 3; attempt++) {
            ShopVisit later = ShopVisit.to(Shop.DEFAULT_CHECK, desk).startLogin();
            phone.scan(later.page());
            phone.approve();
            later.view("typed")
                    .or(later.page().getByText("back at the shop"))
                    .first()
                    .waitFor();
            if (later.view("typed").count() == 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aReloadedPageStillRequiresTheCode() {
        runAfterApproval((phone, visit) -> {
            visit.page().reload();
            assertThat(visit.codeField()).isFocused();

            visit.typeCode(phone.code());

            assertThat(visit.authorizationCode()).isNotEmpty();
        });
    }

    @Test
    void aLostResponseIsRequestedAgainAndTheShopIsCalledOnce() {
        runAfterApproval((phone, visit) -> {
            boolean[] lost = {false};
            visit.page().route("**/login/*/complete", route -> {
                if (lost[0]) {
                    route.resume();
                } else {
                    lost[0] = true;
                    route.fetch();
                    route.abort();
                }
            });

            visit.typeCode(phone.code());

            assertThat(visit.authorizationCode()).isNotEmpty();
        });
    }

    @Test
    void theCountdownOfARepeatedApprovalStartsAtTheFirstApproval() {
        try (PhoneApp phone =
                        PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.ALWAYS_CODE, CHROMIUM.desktop())) {
            visit.startLogin();
            phone.scan(visit.page());
            phone.page().route("**/approvals/*/approve", route -> {
                route.fetch();
                route.abort();
            });
            phone.approve();
            assertThat(phone.page().getByRole(AriaRole.ALERT)).containsText("Nothing was lost");
            phone.page().unroute("**/approvals/*/approve");
            phone.page().waitForTimeout(2_000);

            phone.approve();

            String code = phone.code();
            assertThat(secondsLeft(phone)).isLessThanOrEqualTo(58);
            visit.typeCode(code);
            assertThat(visit.authorizationCode()).isNotEmpty();
        }
    }

    private static int secondsLeft(PhoneApp phone) {
        return Integer.parseInt(phone.page().locator(".remaining").textContent().replace(" s left", ""));
    }

    /** A scenario that starts after an approval that requires a code. */
    private interface Scenario {
        void run(PhoneApp phone, ShopVisit visit);
    }

    private static void runAfterApproval(Scenario scenario) {
        try (PhoneApp phone =
                        PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.ALWAYS_CODE, CHROMIUM.desktop())) {
            visit.startLogin();
            phone.scan(visit.page());
            phone.approve();
            assertThat(visit.view("typed")).isVisible();
            scenario.run(phone, visit);
        }
    }

    private static Pattern endingWith(String part) {
        return Pattern.compile(part + "$");
    }
}
