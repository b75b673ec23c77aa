package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Screen;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People at browsers and phones, with a real bank's client behind. */
class LoginTest {

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
    void aPersonLogsInToTheBankWithTheirPhone() {
        adaWithHerPhoneAtTheBank((ada, phone, visit) -> {
            visit.wantToLogIn();
            phone.scan(visit.page());
            assertThat(visit.view("scanned")).isVisible();
            assertThat(Screen.qr(visit.page())).isEmpty();
            assertThat(phone.page()
                            .getByRole(com.microsoft.playwright.options.AriaRole.HEADING)
                            .first())
                    .containsText("Bank");

            phone.approve();

            assertThat(phone.heading("Approved")).isVisible();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void aPersonRejectsAndNobodyIsLoggedIn() {
        adaWithHerPhoneAtTheBank((ada, phone, visit) -> {
            visit.wantToLogIn();
            phone.scan(visit.page());

            phone.sayItWasNotMe();

            assertThat(phone.heading("Rejected")).isVisible();
            assertThat(visit.view("rejected")).isVisible();
            visit.button("Try again").click();
            phone.scan(visit.page());
            phone.approve();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void aPersonCancelsAtTheBrowserAndGoesBackToTheBank() {
        try (BankVisit visit = visit()) {
            visit.wantToLogIn();
            String code = Screen.awaitQr(visit.page());

            visit.link("Cancel").click();

            assertThat(visit.view("cancelled")).isVisible();
            assertThat(code).startsWith(Doorway.issuer() + "/q/");
            visit.link("Back to").click();
            visit.page().waitForURL(Pattern.compile(Pattern.quote(Doorway.bank()) + ".*"));
        }
    }

    @Test
    void twoBrowsersAtOnceEachGetTheirOwnLogin() {
        Doorway.Person ada = Doorway.person("Ada");
        Doorway.Person grace = Doorway.person("Grace");
        try (PhoneApp adasPhone = PhoneApp.enrolled(chromium, ada.enrolmentLink());
                PhoneApp gracesPhone = PhoneApp.enrolled(chromium, grace.enrolmentLink());
                BankVisit adasVisit = visit();
                BankVisit gracesVisit = visit()) {
            adasVisit.wantToLogIn();
            gracesVisit.wantToLogIn();
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
        adaWithHerPhoneAtTheBank((ada, phone, visit) -> {
            visit.wantToLogIn();
            Screen.awaitQr(visit.page());
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
    void theBackButtonAfterALoginShowsThatItIsDone() {
        adaWithHerPhoneAtTheBank((ada, phone, visit) -> {
            visit.wantToLogIn();
            String loginPage = visit.page().url();
            phone.scan(visit.page());
            phone.approve();
            assertGreeted(visit, ada);

            visit.page().navigate(loginPage);

            assertThat(visit.view("continued")).isVisible();
            visit.link("Go to").click();
            assertGreeted(visit, ada);
        });
    }

    @Test
    void withoutWebSocketsThePageStillLearnsOfTheApproval() {
        adaWithHerPhoneAtTheBank((ada, phone, visit) -> {
            blockWebSockets(visit.page());
            visit.wantToLogIn();
            phone.scan(visit.page());
            assertThat(visit.view("scanned")).isVisible();

            phone.approve();

            assertGreeted(visit, ada);
        });
    }

    @Test
    void withoutWebSocketsAndStreamsThePageAsksAgainAndAgain() {
        adaWithHerPhoneAtTheBank((ada, phone, visit) -> {
            blockWebSockets(visit.page());
            visit.page().route("**/login/*/events", route -> {
                if (route.request().headers().getOrDefault("accept", "").contains("event-stream")) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            visit.wantToLogIn();
            phone.scan(visit.page());
            assertThat(visit.view("scanned")).isVisible();

            phone.approve();

            assertGreeted(visit, ada);
        });
    }

    @Test
    void withoutJavaScriptThePageSaysWhatItNeeds() {
        try (BankVisit visit = BankVisit.at(
                chromium.with(new Browser.NewContextOptions().setJavaScriptEnabled(false)), Doorway.bank())) {
            visit.wantToLogIn();

            assertThat(visit.page().locator("noscript .note")).isVisible();
            assertThat(visit.page().locator("noscript .note")).containsText("needs JavaScript");
            assertThat(Screen.qr(visit.page())).isEmpty();
        }
    }

    @Test
    void everyPageForbidsWhatItDoesNotNeed() {
        try (BankVisit visit = visit()) {
            visit.wantToLogIn();
            Response page = visit.page().reload();

            String policy = page.headerValue("content-security-policy");
            assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(page.headerValue("referrer-policy")).isEqualTo("no-referrer");
            assertThat(page.headerValue("cache-control")).contains("no-store");
        }
    }

    /** What happens to somebody with an enrolled phone who visits the bank. */
    private interface Story {
        void tell(Doorway.Person ada, PhoneApp phone, BankVisit visit);
    }

    private static void adaWithHerPhoneAtTheBank(Story story) {
        Doorway.Person ada = Doorway.person("Ada");
        try (PhoneApp phone = PhoneApp.enrolled(chromium, ada.enrolmentLink());
                BankVisit visit = visit()) {
            story.tell(ada, phone, visit);
        }
    }

    private static void blockWebSockets(Page page) {
        page.addInitScript("globalThis.WebSocket = class { constructor() { throw new Error('blocked'); } };");
    }

    private static BankVisit visit() {
        return BankVisit.at(chromium.desktop(), Doorway.bank());
    }

    private static void assertGreeted(BankVisit visit, Doorway.Person person) {
        Page page = visit.page();
        page.waitForURL(Pattern.compile(Pattern.quote(Doorway.bank()) + ".*"));
        assertThat(page.locator("body")).containsText(person.name().split(" ")[0]);
    }
}
