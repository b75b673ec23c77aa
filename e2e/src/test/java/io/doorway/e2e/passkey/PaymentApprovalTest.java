package io.doorway.e2e.passkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.AuditConsole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.VirtualAuthenticator;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Payments at the demo bank, which require an approval with a passkey. */
class PaymentApprovalTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private PhoneApp phone;
    private VirtualAuthenticator authenticator;
    private BankVisit visit;
    private final PageScreenshots screenshots = new PageScreenshots();

    @BeforeEach
    void logIn() {
        phone = PhoneApp.in(CHROMIUM.phone());
        authenticator = VirtualAuthenticator.attachTo(phone.page());
        phone.page().navigate(TestPlatform.person("Ada").enrolmentLink());
        phone.enrol();
        visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank());
        visit.startLogin();
        phone.scan(visit.page());
        phone.approve();
        visit.page().waitForURL(TestPlatform.bank() + "/accounts");
    }

    @AfterEach
    void closeBrowsers() {
        screenshots.assertNoViolations();
        visit.close();
        phone.close();
    }

    @Test
    void aPaymentIsApprovedWithAPasskey() {
        addPasskey();

        startPayment("89.00");
        assertThat(visit.view("code")).isVisible();
        assertThat(visit.page().locator("h1")).hasText(Pattern.compile("^\\s*€89\\.00\\s+to Harbour Rail\\s*$"));
        screenshots.capture(visit.page(), "login-payment");
        phone.scan(visit.page());
        assertThat(phone.page().getByText("89.00", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(phone.button("Pay €89.00")).isVisible();
        screenshots.capture(phone.page(), "app-approval-payment");
        phone.approve();
        assertThat(phone.page().locator(".lead").getByText("Payment of €89.00 to Harbour Rail"))
                .isVisible();
        screenshots.capture(phone.page(), "app-payment-approved");

        assertPaid("€89.00");
        assertThat(visit.page().locator("#acr")).hasText("urn:doorway:acr:passkey");
        assertThat(visit.page().locator("#amr")).hasText("pop, swk, user, mfa");
        screenshots.capture(visit.page(), "bank-paid");
    }

    @Test
    void aPaymentIsNamedOnTheReceiptInTheActivityAndInTheAudit() {
        addPasskey();
        startPayment("1234.50");
        phone.scan(visit.page());
        phone.approve();
        assertPaid("€1,234.50");

        assertThat(phone.heading("Approval received")).isVisible();
        assertThat(phone.page().locator(".lead").getByText("Payment of €1,234.50 to Harbour Rail"))
                .isVisible();
        screenshots.capture(phone.page(), "app-payment-done");
        phone.button("Done").click();
        assertListed(phone.page(), "Payment of €1,234.50 to Harbour Rail");
        screenshots.capture(phone.page(), "app-activity-payment");
        try (BrowserContext analyst = CHROMIUM.desktop()) {
            Page console = analyst.newPage();
            console.navigate(TestPlatform.issuer() + "/audit/");
            AuditConsole.signIn(console);
            Locator row = console.getByRole(AriaRole.ROW)
                    .filter(new Locator.FilterOptions().setHasText("Payment: €1,234.50 to Harbour Rail"))
                    .first();
            assertThat(row).containsText("completed");
            AuditConsole.showOneRowOfEachKind(console);
            screenshots.capture(console, "audit-payment");
        }
    }

    @Test
    void aRejectedPaymentIsNamedAndNothingIsApproved() {
        startPayment("5.00");
        phone.scan(visit.page());

        phone.reject();

        assertThat(phone.heading("Rejected")).isVisible();
        assertThat(phone.page().locator(".lead").getByText("The payment was not approved."))
                .isVisible();
        assertThat(visit.page().locator("div[data-view=rejected] p").first()).hasText("The payment was not approved.");
        phone.button("Done").click();
        assertListed(phone.page(), "Rejected: Payment of €5.00 to Harbour Rail");
    }

    @Test
    void theBankWaitsForASlowApprovalAndKeepsItsSessionAfterIt() {
        Assertions.assertThat(minutesUntilExpiryOf("q_session")).isGreaterThan(25);

        startPayment("8.00");
        assertThat(visit.view("code")).isVisible();

        Assertions.assertThat(minutesUntilExpiryOf("q_auth")).isGreaterThan(25);
    }

    @Test
    void aPaymentThatIsCancelledLeavesTheCustomerLoggedInAtTheBank() {
        startPayment("9.00");
        visit.link("Cancel").click();
        visit.link("Back to Harbour Bank").click();

        assertThat(visit.page().getByRole(AriaRole.HEADING)).hasText("Nothing was paid");
        screenshots.capture(visit.page(), "bank-payment-refused");
        visit.page().navigate(TestPlatform.bank() + "/accounts");
        assertThat(visit.page().getByRole(AriaRole.HEADING).getByText("Current account"))
                .isVisible();
    }

    /** A cookie of the bank without which the browser is sent to the login page. */
    private double minutesUntilExpiryOf(String cookie) {
        double expires = visit.page().context().cookies(TestPlatform.bank()).stream()
                .filter(each -> each.name.startsWith(cookie))
                .mapToDouble(each -> each.expires)
                .min()
                .orElseThrow();
        return (expires - System.currentTimeMillis() / 1000.0) / 60;
    }

    /** The activity follows the events, so an entry may come after the screen was opened. */
    private static void assertListed(Page page, String title) {
        for (int attempt = 0; attempt < 20; attempt++) {
            page.getByText("this phone", new Page.GetByTextOptions().setExact(true))
                    .waitFor();
            page.locator("section[aria-labelledby=activity] li").first().waitFor();
            if (page.getByText(title, new Page.GetByTextOptions().setExact(true))
                            .count()
                    > 0) {
                return;
            }
            page.reload();
        }
        throw new AssertionError("not in the activity: " + title);
    }

    @Test
    void aPasskeyCanBeAddedDuringAPayment() {
        startPayment("12.50");
        phone.scan(visit.page());
        phone.approve();
        assertThat(phone.heading("This phone has no passkey yet")).isVisible();
        screenshots.capture(phone.page(), "app-passkey-needed");

        phone.button("Add a passkey").click();
        assertThat(phone.page().getByText("12.50", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        phone.approve();

        assertPaid("€12.50");
    }

    @Test
    void theQuestionForThePasskeyEndsWhenThePaymentIsCancelledInTheBrowser() {
        addPasskey();
        startPayment("6.00");
        phone.scan(visit.page());
        authenticator.setPresent(false);
        phone.page().evaluate("""
                () => {
                  const get = navigator.credentials.get.bind(navigator.credentials);
                  navigator.credentials.get = options => {
                    const answer = get(options);
                    answer.catch(({ name }) => { document.documentElement.dataset.passkey = name; });
                    return answer;
                  };
                }""");
        phone.button("Pay €6.00").click();
        assertThat(phone.page().locator(".verifying")).isVisible();

        visit.link("Cancel").click();

        assertThat(phone.heading("Cancelled in the browser")).isVisible();
        assertThat(phone.page().locator("html")).hasAttribute("data-passkey", "AbortError");
    }

    @Test
    void aFailedUserVerificationCanBeRepeated() {
        addPasskey();
        startPayment("7.00");
        phone.scan(visit.page());
        authenticator.setUserVerified(false);

        phone.approve();
        assertThat(phone.page().getByRole(AriaRole.ALERT))
                .containsText("could not confirm with fingerprint, face or PIN");
        screenshots.capture(phone.page(), "app-not-verified");
        authenticator.setUserVerified(true);
        phone.approve();

        assertPaid("€7.00");
    }

    @Test
    void eachPaymentRequiresItsOwnApproval() {
        addPasskey();
        startPayment("1.00");
        phone.scan(visit.page());
        phone.approve();
        assertPaid("€1.00");

        startPayment("2.00");

        phone.scan(visit.page());
        assertThat(phone.page().getByText("2.00", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        phone.approve();
        assertPaid("€2.00");
    }

    private void addPasskey() {
        phone.page().navigate(TestPlatform.issuer() + "/app/");
        Locator add = phone.button("Add a passkey");
        add.waitFor();
        screenshots.capture(phone.page(), "app-home-without-passkey");
        add.click();
        assertThat(phone.heading("Passkey added")).isVisible();
        screenshots.capture(phone.page(), "app-passkey-added");
        phone.button("Done").click();
        assertThat(phone.page().getByText("not used yet")).isVisible();
        screenshots.capture(phone.page(), "app-home-with-passkey");
    }

    private void startPayment(String amount) {
        visit.startPayment(amount, screenshots);
    }

    private void assertPaid(String amount) {
        visit.page().waitForURL(Pattern.compile(Pattern.quote(TestPlatform.bank()) + "/payments/[^/]+"));
        assertThat(visit.page().getByText("Paid")).isVisible();
        assertThat(visit.page().getByRole(AriaRole.HEADING).first()).hasText(amount);
    }
}
