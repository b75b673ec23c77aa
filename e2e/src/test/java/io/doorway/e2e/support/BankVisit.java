package io.doorway.e2e.support;

import com.microsoft.playwright.BrowserContext;

/** A browser at the demo bank. */
public final class BankVisit extends LoginPageVisit {

    private final String bank;

    private BankVisit(BrowserContext context, String bank) {
        super(context);
        this.bank = bank;
    }

    /** Opens the bank's home page. */
    public static BankVisit at(BrowserContext context, String bank) {
        BankVisit visit = new BankVisit(context, bank);
        visit.page().navigate(bank);
        return visit;
    }

    /** Presses the bank's login button and waits for Doorway's login page. */
    public BankVisit startLogin() {
        page().getByText("Log in with Doorway").first().click();
        page().waitForURL("**/oauth2/authorize**");
        return this;
    }

    /** Enters a payment, of which it takes screenshots, and waits for Doorway's login page. */
    public void startPayment(String amount, PageScreenshots screenshots) {
        page().navigate(bank + "/payments");
        page().getByLabel("Amount").fill(amount);
        screenshots.capture(page(), "bank-pay");
        button("Continue").click();
        screenshots.capture(page(), "bank-to-be-paid");
        link("Approve with your phone").click();
        page().waitForURL("**/oauth2/authorize**");
    }
}
