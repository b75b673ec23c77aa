package io.doorway.e2e.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Somebody at a desk who visits the demo bank and wants to log in. */
public final class BankVisit implements AutoCloseable {

    private final BrowserContext context;
    private final Page page;

    private BankVisit(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
    }

    /** At the bank's own page. */
    public static BankVisit at(BrowserContext context, String bank) {
        BankVisit visit = new BankVisit(context);
        visit.page.navigate(bank);
        return visit;
    }

    /** Presses the bank's login button, which leads to Doorway's page. */
    public BankVisit wantToLogIn() {
        page.getByText("Log in with Doorway").first().click();
        page.waitForURL("**/oauth2/authorize**");
        return this;
    }

    public Page page() {
        return page;
    }

    /** Which of its views the login page shows. */
    public Locator view(String name) {
        return page.locator("main[data-state=" + name + "]");
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    public Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    @Override
    public void close() {
        context.close();
    }
}
