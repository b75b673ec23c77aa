package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.HastyShop;
import io.doorway.e2e.support.Screen;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens when nobody is quick enough. */
class ExpiryTest {

    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(40_000);

    private static Chromium chromium;
    private static HeadlessPhone phone;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        phone = Doorway.person("Ada").headlessPhone();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void aPageLeftOpenRenewsItsCodeSilentlyAndThenAsksForAClick() {
        try (BrowserContext desk = chromium.desktop()) {
            Page page = desk.newPage();
            page.navigate(HastyShop.authorization().toString());
            Set<String> challenges = new TreeSet<>();
            while (challenges.size() < 3) {
                challenges.add(challengeIn(Screen.awaitQr(page)));
            }

            Locator again = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show a new code"));
            assertThat(again).isVisible(PATIENT);
            again.click();

            assertThat(challenges).doesNotContain(challengeIn(Screen.awaitQr(page)));
        }
    }

    @Test
    void aScannedLoginThatIsNotDecidedEndsOnAPageWithANextStep() {
        try (BrowserContext desk = chromium.desktop()) {
            Page page = desk.newPage();
            page.navigate(HastyShop.authorization().toString());
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                phone.scan(Screen.awaitQr(page));
                return true;
            });

            assertThat(page.locator("main[data-state=expired]")).isVisible(PATIENT);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show a new code"))
                    .click();
            Screen.awaitQr(page);
        }
    }

    @Test
    void whatHasExpiredCannotBeScannedApprovedOrCompleted() {
        HastyShop.Login unscanned = HastyShop.Login.begin();
        String late = unscanned.qr();
        HastyShop.Login undecided = HastyShop.Login.begin();
        ScannedLogin scanned = phone.scan(undecided::qr);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() ->
                        unscanned.state().equals("expired") && undecided.state().equals("expired"));

        assertRefused(() -> phone.scan(late));
        assertRefused(() -> phone.approve(scanned));
        assertRefused(() -> phone.reject(scanned, "not_me"));
        assertThatThrownBy(
                        () -> undecided.browser().complete(undecided.challenge().challengeId()))
                .isInstanceOf(BrowserRefusedException.class);
        assertThat(undecided.state()).isEqualTo("expired");
    }

    private static String challengeIn(String qr) {
        return QrFrame.parse(qr.substring(qr.lastIndexOf('/') + 1))
                .orElseThrow()
                .challengeId()
                .value();
    }

    private static void assertRefused(Runnable move) {
        assertThatThrownBy(move::run)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().status()).isBetween(400, 499));
    }
}
