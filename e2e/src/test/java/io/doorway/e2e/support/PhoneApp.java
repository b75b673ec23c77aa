package io.doorway.e2e.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.Supplier;

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

    /** A phone that is not enrolled, whose person has allowed the app to use the camera. */
    public static PhoneApp in(BrowserContext context) {
        context.grantPermissions(List.of("camera"));
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
        button("Set up this phone").click();
        assertThat(heading("This phone is set up")).isVisible();
    }

    public Page page() {
        return page;
    }

    /** Scans the QR code of the other browser with the app's camera, which sees nothing else; again if the frame has become stale. */
    public void scan(Page screen) {
        scan(() -> pointCameraAt(QrScreenReader.awaitQr(screen)));
    }

    /** The same with a camera that sees the whole screen, which only the browser of {@link Chromium#withCamera} has. */
    public void scanWholeScreen(Page screen) {
        scan(() -> {
            QrScreenReader.awaitQr(screen);
            PhoneCamera.pointAt(screen);
        });
    }

    private void scan(Runnable pointCamera) {
        Locator approve = approveButton();
        for (int attempt = 0; attempt < MAX_SCAN_ATTEMPTS; attempt++) {
            page.navigate(TestPlatform.issuer() + "/app/");
            button("Scan a code").waitFor();
            pointCamera.run();
            button("Scan a code").click();
            approve.or(button("Scan again")).first().waitFor();
            if (approve.isVisible()) {
                return;
            }
        }
        throw new AssertionError("no frame was scanned in time");
    }

    /** Shows the scanner's ways without a camera, which unfold by themselves where there is no camera. */
    public void unfoldOtherWays() {
        page.locator(".other-ways").evaluate("ways => { ways.open = true; }");
        assertThat(button("Choose a picture")).isVisible();
    }

    /** Until the page is left, its camera sees a code with this text. */
    public void pointCameraAt(String text) {
        DrawnCamera.pointAt(text, page);
    }

    /** Until the page is left, its camera sees no code. */
    public void pointCameraAtNothing() {
        DrawnCamera.pointAtNothing(page);
    }

    /** Opens the address in a QR code as a link, again if its frame has become stale. */
    public void open(Supplier<String> link) {
        open(link, button("Show who is asking"));
    }

    /** As {@link #open}, on a phone with several accounts, of which the person chooses one. */
    public void openAs(String account, Supplier<String> link) {
        open(link, button("Show who is asking, as " + account));
    }

    private void open(Supplier<String> link, Locator ask) {
        Locator approve = approveButton();
        for (int attempt = 0; attempt < MAX_SCAN_ATTEMPTS; attempt++) {
            page.navigate(link.get());
            ask.click();
            approve.or(heading("Scan the code")).first().waitFor();
            if (approve.isVisible()) {
                return;
            }
        }
        throw new AssertionError("no frame was opened in time");
    }

    public void approve() {
        approveButton().click();
    }

    /** The button that approves, whatever it names. */
    private Locator approveButton() {
        return page.locator("button.approve");
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
        Chromium.close(context);
    }
}
