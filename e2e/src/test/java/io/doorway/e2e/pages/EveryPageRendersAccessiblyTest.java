package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Accessibility;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import io.doorway.e2e.support.TestPlatform;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page on a desktop and on a phone: screenshots, and no accessibility violations. */
class EveryPageRendersAccessiblyTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final PageScreenshots screenshots = new PageScreenshots();

    /** A screen size. */
    enum Device {
        DESK(1280, 800),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Device(int width, int height) {
            this.width = width;
            this.height = height;
        }

        String named(String page) {
            return page + "-" + name().toLowerCase(Locale.ROOT);
        }

        BrowserContext open(String userAgent) {
            return CHROMIUM.newContext(new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setHasTouch(true)
                    .setUserAgent(userAgent));
        }

        BrowserContext open() {
            return CHROMIUM.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
        }
    }

    @AfterEach
    void assertNoViolations() {
        screenshots.assertNoViolations();
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theLoginPageAndTheBank(Device device) {
        try (BankVisit visit = BankVisit.at(device.open(), TestPlatform.bank())) {
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
    @EnumSource(value = Device.class, names = "PHONE")
    void thePhoneAppAndTheWaitingLoginPage(Device device) {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        try (BrowserContext context = device.open();
                PhoneApp phone = PhoneApp.in(context);
                BankVisit visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank())) {
            watch(phone.page());
            phone.page().navigate(ada.enrolmentLink());
            phone.heading("Enrol this phone").waitFor();
            capture(phone.page(), device, "app-enrol");
            phone.enrol();
            capture(phone.page(), device, "app-enrolled");
            visit.startLogin();
            phone.scan(visit.page());
            capture(phone.page(), device, "app-approval");
            visit.view("scanned").waitFor();
            capture(visit.page(), device, "login-scanned");
            phone.approve();
            phone.heading("You are logged in").waitFor();
            capture(phone.page(), device, "app-logged-in");
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            phone.page()
                    .getByText("this phone", new Page.GetByTextOptions().setExact(true))
                    .waitFor();
            capture(phone.page(), device, "app-home");
            visit.page().waitForURL(Pattern.compile(Pattern.quote(TestPlatform.bank()) + ".*"));
            capture(visit.page(), device, "bank-accounts");
        }
    }

    /** A login that a link opened, on a phone and on the smallest screen. */
    @ParameterizedTest
    @ValueSource(ints = {320, 390})
    void theLinkToALogin(int width) {
        try (BrowserContext context = CHROMIUM.newContext(new Browser.NewContextOptions().setViewportSize(width, 700));
                PhoneApp phone =
                        PhoneApp.in(context).enrolAt(TestPlatform.person("Ada").enrolmentLink())) {
            Page page = watch(phone.page());
            Shop.Login login = Shop.PLAIN.begin();
            page.navigate(login.qr());
            phone.button("Show who is asking").waitFor();
            screenshots.capture(page, "app-link-" + width);
            page.navigate("data:text/html,<a href='" + login.qr() + "'>A website</a>");
            page.getByRole(AriaRole.LINK).click();
            phone.heading("A website opened a login request").waitFor();
            screenshots.capture(page, "app-link-website-" + width);
            phone.open(login::qr);
            screenshots.capture(page, "app-approval-linked-" + width);
            page.navigate(Shop.PLAIN.begin().qr());
            phone.button("Show who is asking").click();
            phone.heading("Another login is waiting").waitFor();
            screenshots.capture(page, "app-login-pending-" + width);
        }
    }

    @Test
    void anInvitationOnAPhoneThatIsEnrolled() {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        TestPlatform.Person grace = TestPlatform.person("Grace");
        String link = TestPlatform.operator("enrolment")
                .inviteWithAnswer(grace.account(), "new phone", "Blue Heron")
                .path("link")
                .asText();
        try (PhoneApp phone = PhoneApp.in(Device.PHONE.open())) {
            watch(phone.page());
            phone.enrolAt(ada.enrolmentLink());
            phone.page().navigate(link);
            phone.page().getByLabel("Your answer").fill("wrong");
            phone.button("Enrol this phone").click();
            phone.page().getByText("This answer is wrong").waitFor();
            captureAlsoNarrow(phone.page(), "app-enrol-answer");
            phone.page().getByLabel("Your answer").fill("blue heron");
            phone.enrol();
            captureAlsoNarrow(phone.page(), "app-enrolled-beside");
            phone.button("Later").click();
            phone.heading("Accounts on this phone").waitFor();
            captureAlsoNarrow(phone.page(), "app-accounts");
            phone.pointCameraAt(phone.page());
            phone.button("Scan a code").click();
            phone.unfoldOtherWays();
            captureAlsoNarrow(phone.page(), "app-scanner");
            phone.page().navigate(link);
            phone.heading("This invitation can’t be used").waitFor();
            captureAlsoNarrow(phone.page(), "app-enrol-failed");
        }
    }

    @Test
    void aSecondPhone() {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        try (PhoneApp first = PhoneApp.in(Device.PHONE.open());
                PhoneApp second = PhoneApp.in(Device.PHONE.open())) {
            watch(first.page());
            watch(second.page());
            second.page().navigate(Shop.PLAIN.begin().qr());
            second.heading("This phone is not set up yet").waitFor();
            captureAlsoNarrow(second.page(), "app-newcomer");
            first.enrolAt(ada.enrolmentLink());
            first.button("Later").click();
            first.button("Add another phone").click();
            String link = QrScreenReader.awaitQr(first.page());
            captureAlsoNarrow(first.page(), "app-add-device");
            second.page().navigate(link);
            second.heading("Add this phone").waitFor();
            captureAlsoNarrow(second.page(), "app-join");
            second.button("Add this phone").click();
            second.heading("Compare these digits").waitFor();
            captureAlsoNarrow(second.page(), "app-join-digits");
            first.heading("Are the digits the same?").waitFor();
            captureAlsoNarrow(first.page(), "app-add-device-compare");
            first.button("The same: add it").click();
            second.heading("This phone is enrolled").waitFor();
            captureAlsoNarrow(second.page(), "app-joined");
            captureAlsoNarrow(first.page(), "app-added");
            first.button("Done").click();
            first.page().getByLabel("Rename ").first().click();
            captureAlsoNarrow(first.page(), "app-rename");
            first.page().getByLabel("New name").fill("Old phone");
            first.button("Save the name").click();
            first.page().getByText("Old phone").first().waitFor();
            captureAlsoNarrow(first.page(), "app-home-devices");
            second.page().navigate(link);
            second.heading("This phone was not added").waitFor();
            captureAlsoNarrow(second.page(), "app-join-failed");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void whoHasNoAppAndWhoMistypesAnAddress(Device device) {
        try (BankVisit visit = BankVisit.at(device.open(), TestPlatform.bank())) {
            Page page = visit.page();
            visit.startLogin();
            QrScreenReader.awaitQr(page);
            watch(page);
            page.getByText("I don’t have Doorway yet").first().click();
            capture(page, device, "login-newcomer");
        }
        try (BrowserContext context = device.open()) {
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
        try (PhoneApp phone = PhoneApp.in(device.open());
                ShopVisit visit = ShopVisit.to(Shop.ALWAYS_CODE, device.open())) {
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
        try (ShopVisit visit = ShopVisit.to(Shop.SHARED_WORKSTATION, device.open())) {
            Page page = watch(visit.page());
            visit.startLogin();
            QrScreenReader.awaitQr(page);
            capture(page, device, "login-shared");
            page.navigate(TestPlatform.issuer() + "/login/" + TestPlatform.UNKNOWN_ID + "/return");
            page.locator("main[data-state=nothing]").waitFor();
            capture(page, device, "return-nothing");
        }
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, device.open(Chromium.ANDROID_USER_AGENT))) {
            visit.startLogin();
            visit.view("phone").waitFor();
            capture(visit.page(), device, "login-phone");
        }
        try (ShopVisit visit =
                ShopVisit.to(Shop.PLAIN, device.open(Chromium.ANDROID_USER_AGENT + " Instagram 335.0"))) {
            visit.startLogin();
            visit.view("embedded").waitFor();
            capture(visit.page(), device, "login-embedded");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theAuditConsole(Device device) {
        try (BrowserContext context = device.open()) {
            Page page = watch(context.newPage());
            page.navigate(TestPlatform.issuer() + "/audit/");
            capture(page, device, "audit-locked");
            page.getByRole(AriaRole.TEXTBOX)
                    .first()
                    .fill(TestPlatform.platform().operatorToken("security"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open the console"))
                    .click();
            page.getByRole(AriaRole.ROW).nth(1).waitFor();
            capture(page, device, "audit");
        }
    }

    /** Some views are shown only by browsers that are not available here, such as one without storage. */
    @Test
    void everyViewOfTheLoginPageAndTheReturnPage() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, Device.PHONE.open())) {
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

    /** On a phone, and on the narrowest screen. */
    private void captureAlsoNarrow(Page page, String name) {
        capture(page, Device.PHONE, name);
        page.setViewportSize(320, 568);
        screenshots.capture(page, name + "-narrow");
        page.setViewportSize(Device.PHONE.width, Device.PHONE.height);
    }

    private void capture(Page page, Device device, String name) {
        screenshots.capture(page, device.named(name));
    }
}
