package io.doorway.e2e.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The phone web app in a browser context of its own. */
public final class PhoneApp implements AutoCloseable {

    private static final int MAX_SCAN_ATTEMPTS = 8;

    private final BrowserContext context;
    private final Page page;

    private PhoneApp(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
    }

    /** A new phone that is enrolled with the link. */
    public static PhoneApp enrolled(Chromium chromium, String link) {
        return in(chromium.phone()).enrolAt(link);
    }

    /** A phone that is not enrolled. */
    public static PhoneApp in(BrowserContext context) {
        return new PhoneApp(context);
    }

    /** Opens the enrolment link and presses the button. */
    public PhoneApp enrolAt(String link) {
        page.navigate(link);
        enrol();
        return this;
    }

    /** Presses the button of the enrolment page. */
    public void enrol() {
        button("Enrol this phone").click();
        assertThat(heading("This phone is enrolled")).isVisible();
    }

    public Page page() {
        return page;
    }

    /** Opens the address in the QR code of the other browser, again if its frame has become stale. */
    public void scan(Page screen) {
        Locator approve = button("Approve");
        for (int attempt = 0; attempt < MAX_SCAN_ATTEMPTS; attempt++) {
            page.navigate(QrScreenReader.awaitQr(screen));
            button("Show who is asking").click();
            approve.or(heading("Scan the code")).first().waitFor();
            if (approve.isVisible()) {
                return;
            }
        }
        throw new AssertionError("no frame was scanned in time");
    }

    public void approve() {
        button("Approve").click();
    }

    /** Rejects the login. */
    public void reject() {
        button("This wasn’t me").click();
    }

    /** The confirmation code that the phone shows. */
    public String code() {
        return page.locator(".digits .visually-hidden").textContent().replace(" ", "");
    }

    public Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    public Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
