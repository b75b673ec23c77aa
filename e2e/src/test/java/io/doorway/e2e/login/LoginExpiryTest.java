package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.doorway.e2e.support.Refusals.assertRefusedToBrowser;
import static io.doorway.e2e.support.Refusals.assertRefusedToPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.qr.QrFrame;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins whose deadlines pass. */
class LoginExpiryTest {

    private static final LocatorAssertions.IsVisibleOptions AFTER_RENEWALS =
            new LocatorAssertions.IsVisibleOptions().setTimeout(40_000);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Ada").headlessPhone();
    }

    @Test
    void anOpenPageRenewsItsCodeAndLaterRequiresAClick() {
        try (BrowserContext desk = CHROMIUM.desktop()) {
            Page page = desk.newPage();
            page.navigate(Shop.SHORT_DEADLINE.authorization().toString());
            Set<String> challenges = new TreeSet<>();
            while (challenges.size() < 3) {
                challenges.add(challengeIn(QrScreenReader.awaitQr(page)));
            }

            Locator showNewCode =
                    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show a new code"));
            assertThat(showNewCode).isVisible(AFTER_RENEWALS);
            showNewCode.click();

            assertThat(challenges).doesNotContain(challengeIn(QrScreenReader.awaitQr(page)));
        }
    }

    @Test
    void aScannedLoginWithoutADecisionExpiresAndCanBeRestarted() {
        try (BrowserContext desk = CHROMIUM.desktop()) {
            Page page = desk.newPage();
            page.navigate(Shop.SHORT_DEADLINE.authorization().toString());
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                phone.scan(QrScreenReader.awaitQr(page));
                return true;
            });

            assertThat(page.locator("main[data-state=expired]")).isVisible(AFTER_RENEWALS);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show a new code"))
                    .click();
            QrScreenReader.awaitQr(page);
        }
    }

    @Test
    void anExpiredLoginCannotBeScannedApprovedOrCompleted() {
        Shop.Login unscanned = Shop.SHORT_DEADLINE.begin();
        String frame = unscanned.qr();
        Shop.Login undecided = Shop.SHORT_DEADLINE.begin();
        ScannedLogin scanned = phone.scan(undecided::qr);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() ->
                        unscanned.state().equals("expired") && undecided.state().equals("expired"));

        assertRefusedToPhone(() -> phone.scan(frame));
        assertRefusedToPhone(() -> phone.approve(scanned));
        assertRefusedToPhone(() -> phone.reject(scanned, "not_me"));
        assertRefusedToBrowser(() -> undecided.browser().complete(undecided.challenge()));
        assertThat(undecided.state()).isEqualTo("expired");
    }

    private static String challengeIn(String qr) {
        return QrFrame.parse(Shop.Login.frameIn(qr)).orElseThrow().challengeId().value();
    }
}
