package io.doorway.e2e.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Device;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every screen of the phone app on a phone and on the narrowest screen: screenshots, and no accessibility violations. */
class EveryScreenOfTheAppRendersAccessiblyTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final PageScreenshots screenshots = new PageScreenshots();

    @AfterEach
    void assertNoViolations() {
        screenshots.assertNoViolations();
    }

    @Test
    void thePhoneAppAndTheWaitingLoginPage() {
        Device device = Device.PHONE;
        TestPlatform.Person ada = TestPlatform.person("Ada");
        try (BrowserContext context = device.open(CHROMIUM);
                PhoneApp phone = PhoneApp.in(context);
                BankVisit visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank())) {
            watch(phone.page());
            phone.page().navigate(ada.enrolmentLink());
            phone.heading("Set up this phone").waitFor();
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
            phone.heading("Another request is waiting").waitFor();
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
        try (PhoneApp phone = PhoneApp.in(Device.PHONE.open(CHROMIUM))) {
            watch(phone.page());
            phone.enrolAt(ada.enrolmentLink());
            phone.page().navigate(link);
            phone.page().getByLabel("Your answer").fill("wrong");
            phone.button("Set up this phone").click();
            phone.page().getByText("This answer is wrong").waitFor();
            captureAlsoNarrow(phone.page(), "app-enrol-answer");
            phone.page().getByLabel("Your answer").fill("blue heron");
            phone.enrol();
            captureAlsoNarrow(phone.page(), "app-enrolled-beside");
            phone.button("Later").click();
            phone.heading("Accounts on this phone").waitFor();
            captureAlsoNarrow(phone.page(), "app-accounts");
            phone.pointCameraAtNothing();
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
        try (PhoneApp first = PhoneApp.in(Device.PHONE.open(CHROMIUM));
                PhoneApp second = PhoneApp.in(Device.PHONE.open(CHROMIUM))) {
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
            second.heading("This phone is set up").waitFor();
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

    /** On a phone, and on the narrowest screen. */
    private void captureAlsoNarrow(Page page, String name) {
        capture(page, Device.PHONE, name);
        page.setViewportSize(320, 568);
        screenshots.capture(page, name + "-narrow");
        page.setViewportSize(Device.PHONE.width(), Device.PHONE.height());
    }

    private Page watch(Page page) {
        return screenshots.watch(page);
    }

    private void capture(Page page, Device device, String name) {
        screenshots.capture(page, device.named(name));
    }
}
