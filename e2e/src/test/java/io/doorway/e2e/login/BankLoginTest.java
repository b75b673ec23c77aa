package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.TestPlatform;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins at the demo bank with real browsers and the phone web app. */
class BankLoginTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @RegisterExtension
    static final Chromium WITH_CAMERA = Chromium.withCamera();

    @Test
    void aPersonLogsInToTheBankWithTheirPhone() {
        runAtTheBank(WITH_CAMERA, (ada, phone, visit) -> {
            visit.startLogin();
            phone.scanWholeScreen(visit.page());
            assertThat(visit.view("scanned")).isVisible();
            assertThat(QrScreenReader.readQr(visit.page())).isEmpty();
            assertThat(phone.page().getByRole(AriaRole.HEADING).first()).containsText("Bank");

            phone.approve();

            assertThat(phone.heading("You are logged in")).isVisible();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void aRejectedLoginCanBeRestarted() {
        runAtTheBank((ada, phone, visit) -> {
            visit.startLogin();
            phone.scan(visit.page());

            phone.reject();

            assertThat(phone.heading("Rejected")).isVisible();
            assertThat(visit.view("rejected")).isVisible();
            visit.button("Try again").click();
            phone.scan(visit.page());
            phone.approve();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void aCancelledLoginReturnsToTheBank() {
        try (BankVisit visit = visit()) {
            visit.startLogin();
            String code = QrScreenReader.awaitQr(visit.page());

            visit.link("Cancel").click();

            assertThat(visit.view("cancelled")).isVisible();
            assertThat(code).startsWith((TestPlatform.issuer() + "/Q/").toUpperCase(Locale.ROOT));
            visit.link("Back to").click();
            visit.page().waitForURL(Pattern.compile(Pattern.quote(TestPlatform.bank()) + ".*"));
        }
    }

    @Test
    void aPhoneOnWhichNobodyHasDecidedShowsThatTheLoginWasCancelledInTheBrowser() {
        runAtTheBank((ada, phone, visit) -> {
            scanAtTheBank(phone, visit);

            visit.link("Cancel").click();

            assertThat(phone.heading("Cancelled in the browser")).isVisible();
        });
    }

    @Test
    void anAppThatWasClosedBeforeTheDecisionShowsTheRequestAgain() {
        runAtTheBank((ada, phone, visit) -> {
            scanAtTheBank(phone, visit);

            phone.page().navigate(TestPlatform.issuer() + "/app/");
            phone.approve();

            visit.page().waitForURL(TestPlatform.bank() + "/accounts");
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            assertThat(phone.heading("Ready")).isVisible();
        });
    }

    @Test
    void anAppThatWasClosedBeforeTheCancellationShowsTheHomeScreen() {
        runAtTheBank((ada, phone, visit) -> {
            scanAtTheBank(phone, visit);
            visit.link("Cancel").click();
            assertThat(visit.view("cancelled")).isVisible();

            phone.page().navigate(TestPlatform.issuer() + "/app/");

            assertThat(phone.heading("Ready")).isVisible();
        });
    }

    @Test
    void anApprovalAfterTheCancellationShowsThatTheLoginWasCancelledInTheBrowser() {
        runAtTheBank((ada, phone, visit) -> {
            scanAtTheBank(phone, visit);
            visit.link("Cancel").click();
            assertThat(visit.view("cancelled")).isVisible();

            phone.button("Approve").click();

            assertThat(phone.heading("Cancelled in the browser")).isVisible();
        });
    }

    @Test
    void twoConcurrentLoginsDoNotAffectEachOther() {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        TestPlatform.Person grace = TestPlatform.person("Grace");
        try (PhoneApp adasPhone = PhoneApp.enrolled(CHROMIUM, ada.enrolmentLink());
                PhoneApp gracesPhone = PhoneApp.enrolled(CHROMIUM, grace.enrolmentLink());
                BankVisit adasVisit = visit();
                BankVisit gracesVisit = visit()) {
            adasVisit.startLogin();
            gracesVisit.startLogin();
            adasPhone.scan(adasVisit.page());
            gracesPhone.scan(gracesVisit.page());

            gracesPhone.approve();
            adasPhone.approve();

            assertGreeted(adasVisit, ada);
            assertGreeted(gracesVisit, grace);
        }
    }

    @Test
    void aReloadKeepsTheLoginInEveryState() {
        runAtTheBank((ada, phone, visit) -> {
            visit.startLogin();
            QrScreenReader.awaitQr(visit.page());
            visit.page().reload();
            phone.scan(visit.page());
            assertThat(visit.view("scanned")).isVisible();

            visit.page().reload();

            assertThat(visit.view("scanned")).isVisible();
            phone.approve();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void theLoginPageOfACompletedLoginShowsThatItIsCompleted() {
        runAtTheBank((ada, phone, visit) -> {
            visit.startLogin();
            String loginPage = visit.page().url();
            phone.scan(visit.page());
            phone.approve();
            assertGreeted(visit, ada);

            visit.page().navigate(loginPage);

            assertThat(visit.page().getByText("You have already continued")).isVisible();
            visit.link("Go to").click();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void withoutWebSocketsThePageUsesServerSentEvents() {
        runAtTheBank((ada, phone, visit) -> {
            blockWebSockets(visit.page());
            visit.startLogin();
            phone.scan(visit.page());
            assertThat(visit.view("scanned")).isVisible();

            phone.approve();

            assertGreeted(visit, ada);
        });
    }

    @Test
    void withoutWebSocketsAndServerSentEventsThePagePolls() {
        runAtTheBank((ada, phone, visit) -> {
            blockWebSockets(visit.page());
            visit.page().route("**/login/*/events", route -> {
                if (route.request().headers().getOrDefault("accept", "").contains("event-stream")) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            visit.startLogin();
            phone.scan(visit.page());
            assertThat(visit.view("scanned")).isVisible();

            phone.approve();

            assertGreeted(visit, ada);
        });
    }

    @Test
    void withoutJavaScriptThePageShowsThatItIsRequired() {
        try (BankVisit visit = BankVisit.at(
                CHROMIUM.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false)),
                TestPlatform.bank())) {
            visit.startLogin();

            assertThat(visit.page().locator("noscript .note")).isVisible();
            assertThat(visit.page().locator("noscript .note")).containsText("needs JavaScript");
            assertThat(QrScreenReader.readQr(visit.page())).isEmpty();
        }
    }

    @Test
    void theLoginPageHasAStrictPolicy() {
        try (BankVisit visit = visit()) {
            visit.startLogin();
            Response page = visit.page().reload();

            String policy = page.headerValue("content-security-policy");
            assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(page.headerValue("referrer-policy")).isEqualTo("no-referrer");
            assertThat(page.headerValue("cache-control")).contains("no-store");
        }
    }

    /** A scenario of a person with an enrolled phone who visits the bank. */
    private interface Scenario {
        void run(TestPlatform.Person ada, PhoneApp phone, BankVisit visit);
    }

    private static void runAtTheBank(Scenario scenario) {
        runAtTheBank(CHROMIUM, scenario);
    }

    private static void runAtTheBank(Chromium phones, Scenario scenario) {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.enrolled(phones, ada.enrolmentLink());
                BankVisit visit = visit()) {
            scenario.run(ada, phone, visit);
        }
    }

    /** Leaves the login undecided on the phone. */
    private static void scanAtTheBank(PhoneApp phone, BankVisit visit) {
        visit.startLogin();
        phone.scan(visit.page());
        assertThat(phone.button("Approve")).isVisible();
    }

    private static void blockWebSockets(Page page) {
        page.addInitScript("globalThis.WebSocket = class { constructor() { throw new Error('blocked'); } };");
    }

    private static BankVisit visit() {
        return BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank());
    }

    private static void assertGreeted(BankVisit visit, TestPlatform.Person person) {
        Page page = visit.page();
        page.waitForURL(Pattern.compile(Pattern.quote(TestPlatform.bank()) + ".*"));
        assertThat(page.locator("body")).containsText(person.name().split(" ")[0]);
    }
}
