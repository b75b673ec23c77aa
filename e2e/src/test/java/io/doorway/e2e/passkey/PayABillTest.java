package io.doorway.e2e.passkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Fingerprint;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Pictures;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers pay bills at a real bank's client: more than a login, so that their phones make sure that it is them. */
class PayABillTest {

    private static Chromium chromium;

    private PhoneApp phone;
    private Fingerprint fingerprint;
    private BankVisit visit;
    private final Pictures pictures = new Pictures();

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void aCustomerIsLoggedIn() {
        phone = PhoneApp.in(chromium.phone());
        fingerprint = Fingerprint.builtInto(phone.page());
        phone.page().navigate(Doorway.person("Ada").enrolmentLink());
        phone.enrol();
        visit = BankVisit.at(chromium.desktop(), Doorway.bank());
        visit.wantToLogIn();
        phone.scan(visit.page());
        phone.approve();
        visit.page().waitForURL(Doorway.bank() + "/accounts");
    }

    @AfterEach
    void goHome() {
        pictures.assertNothingWasWrong();
        visit.close();
        phone.close();
    }

    @Test
    void aPersonAddsAPasskeyAndPaysABill() {
        addAPasskeyAtHome();

        wantToPay("89.00");
        phone.scan(visit.page());
        assertThat(phone.page().getByText("Pay €89.00 to Harbour Rail")).isVisible();
        pictures.take(phone.page(), "app-approval-payment");
        phone.approve();

        assertPaid("€89.00");
        assertThat(visit.page().locator("#acr")).hasText("urn:doorway:acr:passkey");
        assertThat(visit.page().locator("#amr")).hasText("pop, swk, user, mfa");
        pictures.take(visit.page(), "bank-paid");
    }

    @Test
    void whoHasNoPasskeyAddsOneAndGoesOnWithTheSamePayment() {
        wantToPay("12.50");
        phone.scan(visit.page());
        phone.approve();
        assertThat(phone.heading("This phone has no passkey yet")).isVisible();
        pictures.take(phone.page(), "app-passkey-needed");

        phone.button("Add a passkey").click();
        assertThat(phone.page().getByText("Pay €12.50 to Harbour Rail")).isVisible();
        phone.approve();

        assertPaid("€12.50");
    }

    @Test
    void whoIsNotRecognizedMayTryAgain() {
        addAPasskeyAtHome();
        wantToPay("7.00");
        phone.scan(visit.page());
        fingerprint.recognizes(false);

        phone.approve();
        assertThat(phone.page().getByRole(AriaRole.ALERT)).containsText("could not make sure that it is you");
        pictures.take(phone.page(), "app-not-verified");
        fingerprint.recognizes(true);
        phone.approve();

        assertPaid("€7.00");
    }

    @Test
    void eachPaymentIsApprovedByItself() {
        addAPasskeyAtHome();
        wantToPay("1.00");
        phone.scan(visit.page());
        phone.approve();
        assertPaid("€1.00");

        wantToPay("2.00");

        phone.scan(visit.page());
        assertThat(phone.page().getByText("Pay €2.00 to Harbour Rail")).isVisible();
        phone.approve();
        assertPaid("€2.00");
    }

    private void addAPasskeyAtHome() {
        phone.page().navigate(Doorway.issuer() + "/app/");
        Locator add = phone.button("Add a passkey");
        add.waitFor();
        pictures.take(phone.page(), "app-home-without-passkey");
        add.click();
        assertThat(phone.heading("Passkey added")).isVisible();
        pictures.take(phone.page(), "app-passkey-added");
        phone.button("Done").click();
        assertThat(phone.page().getByText("not used yet")).isVisible();
        pictures.take(phone.page(), "app-home-with-passkey");
    }

    private void wantToPay(String amount) {
        visit.page().navigate(Doorway.bank() + "/payments");
        visit.page().getByLabel("Amount").fill(amount);
        pictures.take(visit.page(), "bank-pay");
        visit.button("Continue").click();
        pictures.take(visit.page(), "bank-to-be-paid");
        visit.link("Approve with your phone").click();
        visit.page().waitForURL("**/oauth2/authorize**");
    }

    private void assertPaid(String amount) {
        visit.page().waitForURL(Pattern.compile(Pattern.quote(Doorway.bank()) + "/payments/[^/]+"));
        assertThat(visit.page().getByText("Paid")).isVisible();
        assertThat(visit.page().getByRole(AriaRole.HEADING).first()).hasText(amount);
    }
}
