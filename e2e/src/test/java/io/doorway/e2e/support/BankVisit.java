package io.doorway.e2e.support;

import com.microsoft.playwright.BrowserContext;

/** A browser at the demo bank. */
public final class BankVisit extends LoginPageVisit {

    private BankVisit(BrowserContext context) {
        super(context);
    }

    /** Opens the bank's home page. */
    public static BankVisit at(BrowserContext context, String bank) {
        BankVisit visit = new BankVisit(context);
        visit.page().navigate(bank);
        return visit;
    }

    /** Presses the bank's login button and waits for Doorway's login page. */
    public BankVisit startLogin() {
        page().getByText("Log in with Doorway").first().click();
        page().waitForURL("**/oauth2/authorize**");
        return this;
    }
}
