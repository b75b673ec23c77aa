package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Accessibility;
import io.doorway.e2e.support.AuditConsole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Device;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page that is not a screen of the phone app, on a desktop and on a phone: screenshots, and no accessibility violations. {@link
 * EveryScreenOfTheAppRendersAccessiblyTest} has the others.
 */
class EveryPageRendersAccessiblyTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final PageScreenshots screenshots = new PageScreenshots();

    @AfterEach
    void assertNoViolations() {
        screenshots.assertNoViolations();
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theLoginPageAndTheBank(Device device) {
        try (BankVisit visit = BankVisit.at(device.open(CHROMIUM), TestPlatform.bank())) {
            Page page = watch(visit.page());
            capture(page, device, "bank-home");
            visit.startLogin();
            QrScreenReader.awaitQr(page);
            capture(page, device, "login");
            visit.link("Cancel").click();
            visit.view("cancelled").waitFor();
            capture(page, device, "login-cancelled");
            page.navigate(TestPlatform.issuer() + "/");
            capture(page, device, "front");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void whoHasNoAppAndWhoMistypesAnAddress(Device device) {
        try (BankVisit visit = BankVisit.at(device.open(CHROMIUM), TestPlatform.bank())) {
            Page page = visit.page();
            visit.startLogin();
            QrScreenReader.awaitQr(page);
            watch(page);
            page.getByText("I don’t have Doorway yet").first().click();
            capture(page, device, "login-newcomer");
        }
        try (BrowserContext context = device.open(CHROMIUM)) {
            // Without watch(): a status of 404 is an error in the console.
            Page page = context.newPage();
            for (String address : List.of("/app/anything", "/login/nothing", "/nothing")) {
                page.navigate(TestPlatform.issuer() + address);
                page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Page not found"))
                        .waitFor();
            }
            page.navigate(TestPlatform.issuer() + "/login/nothing");
            capture(page, device, "not-found");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theConfirmationCode(Device device) {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.in(device.open(CHROMIUM));
                ShopVisit visit = ShopVisit.to(Shop.ALWAYS_CODE, device.open(CHROMIUM))) {
            watch(phone.page()).navigate(ada.enrolmentLink());
            phone.enrol();
            Page page = watch(visit.page());
            visit.startLogin();
            phone.scan(page);
            phone.approve();
            visit.view("typed").waitFor();
            capture(phone.page(), device, "app-code");
            capture(page, device, "login-typed");
            String wrong = Shop.wrongCode(phone.code());
            visit.typeCode(wrong);
            page.getByText("You have 2 tries left").waitFor();
            capture(page, device, "login-typed-wrong");
            visit.typeCode(wrong);
            page.getByText("You have one try left").waitFor();
            visit.typeCode(wrong);
            visit.view("code-rejected").waitFor();
            capture(page, device, "login-code-rejected");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void otherViewsThanTheCode(Device device) {
        try (ShopVisit visit = ShopVisit.to(Shop.SHARED_WORKSTATION, device.open(CHROMIUM))) {
            Page page = watch(visit.page());
            visit.startLogin();
            QrScreenReader.awaitQr(page);
            capture(page, device, "login-shared");
            page.navigate(TestPlatform.issuer() + "/login/" + TestPlatform.UNKNOWN_ID + "/return");
            page.locator("main[data-state=nothing]").waitFor();
            capture(page, device, "return-nothing");
        }
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, device.open(CHROMIUM, Chromium.ANDROID_USER_AGENT))) {
            visit.startLogin();
            visit.view("phone").waitFor();
            capture(visit.page(), device, "login-phone");
        }
        try (ShopVisit visit =
                ShopVisit.to(Shop.PLAIN, device.open(CHROMIUM, Chromium.ANDROID_USER_AGENT + " Instagram 335.0"))) {
            visit.startLogin();
            visit.view("embedded").waitFor();
            capture(visit.page(), device, "login-embedded");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theAuditConsole(Device device) {
        try (BrowserContext context = device.open(CHROMIUM)) {
            Page page = watch(context.newPage());
            page.navigate(TestPlatform.issuer() + "/audit/");
            // The page has no texts before its script has filled them in.
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open the console"))
                    .waitFor();
            capture(page, device, "audit-locked");
            AuditConsole.signIn(page);
            AuditConsole.showOneRowOfEachKind(page);
            capture(page, device, "audit");
        }
    }

    /** Some views are shown only by browsers that are not available here, such as one without storage. */
    @Test
    void everyViewOfTheLoginPageAndTheReturnPage() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, Device.PHONE.open(CHROMIUM))) {
            Page page = watch(visit.page());
            visit.startLogin();
            QrScreenReader.awaitQr(page);
            captureEveryView(page, "login", "framed", "unsupported", "no-storage", "continued", "failed");
            page.navigate(TestPlatform.issuer() + "/login/" + TestPlatform.UNKNOWN_ID + "/return");
            visit.view("nothing").waitFor();
            captureEveryView(page, "return", "other-browser", "expired", "unreachable");
        }
    }

    /** Shows each view as the page's own script does. */
    @SuppressWarnings("unchecked")
    private void captureEveryView(Page page, String name, String... expected) {
        List<String> views = (List<String>) page.evaluate(
                "[...document.querySelectorAll('.words [data-view]')].flatMap(view => view.dataset.view.split(' '))");
        assertThat(views).contains(expected);
        for (String view : views) {
            page.evaluate("""
                    name => {
                        document.querySelector('main').dataset.state = name;
                        for (const view of document.querySelectorAll('[data-view]')) {
                            view.toggleAttribute('hidden', !view.dataset.view.split(' ').includes(name));
                        }
                    }""", view);
            page.locator("main[data-state=" + view + "] .words [data-view~=" + view + "]")
                    .waitFor();
            capture(page, Device.PHONE, name + "-view-" + view);
        }
    }

    /** Proves that the absence of violations on the other pages is not a failure to detect them. */
    @Test
    void axeReportsViolations() {
        try (BrowserContext context = CHROMIUM.desktop()) {
            Page page = context.newPage();
            page.setContent("<img src='data:,x'><p style='color: #eee; background: #fff'>faint</p>");

            assertThat(Accessibility.violations(page))
                    .anyMatch(violation -> violation.startsWith("image-alt"))
                    .anyMatch(violation -> violation.startsWith("color-contrast"))
                    .anyMatch(violation -> violation.startsWith("html-has-lang"));
        }
    }

    private Page watch(Page page) {
        return screenshots.watch(page);
    }

    private void capture(Page page, Device device, String name) {
        screenshots.capture(page, device.named(name));
    }
}
