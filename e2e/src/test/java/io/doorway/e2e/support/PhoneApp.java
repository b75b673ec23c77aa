package io.doorway.e2e.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The phone web app in a person's hand. */
public final class PhoneApp implements AutoCloseable {

    private static final int SCANS = 8;

    private final BrowserContext context;
    private final Page page;

    private PhoneApp(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
    }

    /** A phone that opened the enrolment link and pressed the button. */
    public static PhoneApp enrolled(Chromium chromium, String link) {
        return in(chromium.phone()).enrolAt(link);
    }

    /** A phone with a browser of these settings, not enrolled. */
    public static PhoneApp in(BrowserContext context) {
        return new PhoneApp(context);
    }

    /** Opens the enrolment link and presses the button. */
    public PhoneApp enrolAt(String link) {
        page.navigate(link);
        enrol();
        return this;
    }

    /** Presses the button on the page that the enrolment link leads to. */
    public void enrol() {
        button("Enrol this phone").click();
        assertThat(heading("This phone is enrolled")).isVisible();
    }

    public Page page() {
        return page;
    }

    /** Opens what the QR code on the other browser's screen says, as often as it takes to be quick enough. */
    public void scan(Page screen) {
        Locator asking = button("Approve");
        for (int attempt = 0; attempt < SCANS; attempt++) {
            page.navigate(Screen.awaitQr(screen));
            asking.or(heading("Scan the code")).first().waitFor();
            if (asking.isVisible()) {
                return;
            }
        }
        throw new AssertionError("no scan was quick enough");
    }

    public void approve() {
        button("Approve").click();
    }

    /** Refuses with one tap, as near as approving. */
    public void sayItWasNotMe() {
        button("This wasn’t me").click();
    }

    /** The six digits that the phone shows after an approval that is to be followed by them. */
    public String code() {
        return page.locator(".digits .unseen").textContent().replace(" ", "");
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
