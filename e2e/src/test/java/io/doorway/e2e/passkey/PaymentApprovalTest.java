package io.doorway.e2e.passkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.VirtualAuthenticator;
import java.util.regex.Pattern;
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
        phone.scan(visit.page());
        assertThat(phone.page().getByText("89.00", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        screenshots.capture(phone.page(), "app-approval-payment");
        phone.approve();

        assertPaid("€89.00");
        assertThat(visit.page().locator("#acr")).hasText("urn:doorway:acr:passkey");
        assertThat(visit.page().locator("#amr")).hasText("pop, swk, user, mfa");
        screenshots.capture(visit.page(), "bank-paid");
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
    void aFailedUserVerificationCanBeRepeated() {
        addPasskey();
        startPayment("7.00");
        phone.scan(visit.page());
        authenticator.setUserVerified(false);

        phone.approve();
        assertThat(phone.page().getByRole(AriaRole.ALERT)).containsText("could not make sure that it is you");
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
        visit.page().navigate(TestPlatform.bank() + "/payments");
        visit.page().getByLabel("Amount").fill(amount);
        screenshots.capture(visit.page(), "bank-pay");
        visit.button("Continue").click();
        screenshots.capture(visit.page(), "bank-to-be-paid");
        visit.link("Approve with your phone").click();
        visit.page().waitForURL("**/oauth2/authorize**");
    }

    private void assertPaid(String amount) {
        visit.page().waitForURL(Pattern.compile(Pattern.quote(TestPlatform.bank()) + "/payments/[^/]+"));
        assertThat(visit.page().getByText("Paid")).isVisible();
        assertThat(visit.page().getByRole(AriaRole.HEADING).first()).hasText(amount);
    }
}
