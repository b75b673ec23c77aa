package io.doorway.e2e.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A browser in which a person logs in: one page of one browser context, which is closed with the visit. */
public abstract class LoginPageVisit implements AutoCloseable {

    private final Page page;

    LoginPageVisit(BrowserContext context) {
        this.page = context.newPage();
    }

    public final Page page() {
        return page;
    }

    /** A view of the login page; visible if it is the current one. */
    public final Locator view(String name) {
        return page.locator("main[data-state=" + name + "]");
    }

    public final Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    public final Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    @Override
    public final void close() {
        Chromium.close(page.context());
    }
}
