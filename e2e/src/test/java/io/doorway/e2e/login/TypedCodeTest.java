package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Six digits on the phone, typed into the browser. */
class TypedCodeTest {

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
    void aPersonTypesWhatTheirPhoneShows() {
        approvedAtTheCarefulShop((phone, visit) -> {
            assertThat(visit.codeField()).isFocused();
            assertThat(visit.codeField()).hasAttribute("autocomplete", "one-time-code");
            assertThat(visit.page().locator("#announcement")).hasText("Type the code from your phone");

            visit.typeCode(phone.code());

            assertThat(visit.codeAtTheShop()).isNotEmpty();
        });
    }

    @Test
    void aMistakeIsSaidAndAPastedCodeMayHaveASpace() {
        approvedAtTheCarefulShop((phone, visit) -> {
            String code = phone.code();

            visit.typeCode("12345");
            assertThat(visit.codeField()).hasAccessibleDescription(text("The code has six digits."));
            visit.typeCode(other(code));
            assertThat(visit.codeField()).hasAccessibleDescription(text("2 tries are left."));
            assertThat(visit.codeField()).isFocused();
            assertThat(visit.codeField()).hasAttribute("aria-invalid", "true");
            visit.typeCode(code.substring(0, 3) + " " + code.substring(3));

            assertThat(visit.codeAtTheShop()).isNotEmpty();
        });
    }

    @Test
    void theThirdWrongCodeIsTheEnd() {
        approvedAtTheCarefulShop((phone, visit) -> {
            String wrong = other(phone.code());
            visit.typeCode(wrong);
            assertThat(visit.codeField()).hasAccessibleDescription(text("2 tries are left."));
            visit.typeCode(wrong);
            assertThat(visit.codeField()).hasAccessibleDescription(text("One try is left."));

            visit.typeCode(wrong);

            assertThat(visit.view("mistyped")).isVisible();
            visit.button("Start again").click();
            assertThat(visit.view("code")).isVisible();
        });
    }

    @Test
    void aBrowserIsAskedOnceAndThenKnown() {
        BrowserContext desk = chromium.desktop();
        try (PhoneApp phone = PhoneApp.enrolled(chromium, Doorway.person("Ada").enrolmentLink())) {
            ShopVisit first = ShopVisit.to(Shop.CURIOUS, desk).wantToLogIn();
            phone.scan(first.page());
            phone.approve();
            first.typeCode(phone.code());
            assertThat(first.codeAtTheShop()).isNotEmpty();
            phone.page().getByText("I have typed it").click();

            assertThat(laterLoginAsksForNoCode(phone, desk)).isTrue();
        } finally {
            desk.close();
        }
    }

    /** The browser is remembered in the background, after the login's event has been heard. */
    private static boolean laterLoginAsksForNoCode(PhoneApp phone, BrowserContext desk) {
        for (int attempt = 0; attempt < 3; attempt++) {
            ShopVisit later = ShopVisit.to(Shop.CURIOUS, desk).wantToLogIn();
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
    void aReloadedPageStillAsksForTheCode() {
        approvedAtTheCarefulShop((phone, visit) -> {
            visit.page().reload();
            assertThat(visit.codeField()).isFocused();

            visit.typeCode(phone.code());

            assertThat(visit.codeAtTheShop()).isNotEmpty();
        });
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainAndTheShopIsCalledOnce() {
        approvedAtTheCarefulShop((phone, visit) -> {
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

            assertThat(visit.codeAtTheShop()).isNotEmpty();
        });
    }

    @Test
    void aCodeWhoseAnswerWasLostIsCountedDownFromTheFirstApproval() {
        try (PhoneApp phone = PhoneApp.enrolled(chromium, Doorway.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.CAREFUL, chromium.desktop())) {
            visit.wantToLogIn();
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
            assertThat(visit.codeAtTheShop()).isNotEmpty();
        }
    }

    private static int secondsLeft(PhoneApp phone) {
        return Integer.parseInt(phone.page().locator(".remaining").textContent().replace(" s left", ""));
    }

    /** What happens to somebody whose approval is to be followed by a code. */
    private interface Story {
        void tell(PhoneApp phone, ShopVisit visit);
    }

    private static void approvedAtTheCarefulShop(Story story) {
        try (PhoneApp phone = PhoneApp.enrolled(chromium, Doorway.person("Ada").enrolmentLink());
                ShopVisit visit = ShopVisit.to(Shop.CAREFUL, chromium.desktop())) {
            visit.wantToLogIn();
            phone.scan(visit.page());
            phone.approve();
            assertThat(visit.view("typed")).isVisible();
            story.tell(phone, visit);
        }
    }

    /** The description ends with this. */
    private static Pattern text(String part) {
        return Pattern.compile(part + "$");
    }

    private static String other(String code) {
        return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    }
}
