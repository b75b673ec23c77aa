package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Accessibility;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Pictures;
import io.doorway.e2e.support.Screen;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, on a desk and on a phone. */
class EveryPageTest {

    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private static Chromium chromium;

    private final Pictures pictures = new Pictures();

    /** What a page is looked at on. */
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
            return chromium.with(new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setHasTouch(true)
                    .setUserAgent(userAgent));
        }

        BrowserContext open() {
            return chromium.with(new Browser.NewContextOptions().setViewportSize(width, height));
        }
    }

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @AfterEach
    void noPageComplained() {
        pictures.assertNothingWasWrong();
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theLoginPageAndTheBank(Device device) {
        try (BankVisit visit = BankVisit.at(device.open(), Doorway.bank())) {
            Page page = listen(visit.page());
            picture(page, device, "bank-home");
            visit.wantToLogIn();
            Screen.awaitQr(page);
            picture(page, device, "login");
            visit.link("Cancel").click();
            visit.view("cancelled").waitFor();
            picture(page, device, "login-cancelled");
            page.navigate(Doorway.issuer() + "/");
            picture(page, device, "front");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Device.class, names = "PHONE")
    void thePhoneAndWhatTheBrowserSaysMeanwhile(Device device) {
        Doorway.Person ada = Doorway.person("Ada");
        try (BrowserContext context = device.open();
                PhoneApp phone = PhoneApp.in(context);
                BankVisit visit = BankVisit.at(chromium.desktop(), Doorway.bank())) {
            listen(phone.page());
            phone.page().navigate(ada.enrolmentLink());
            picture(phone.page(), device, "app-enrol");
            phone.enrol();
            picture(phone.page(), device, "app-enrolled");
            visit.wantToLogIn();
            phone.scan(visit.page());
            picture(phone.page(), device, "app-approval");
            visit.view("scanned").waitFor();
            picture(visit.page(), device, "login-scanned");
            phone.approve();
            phone.heading("Approved").waitFor();
            picture(phone.page(), device, "app-approved");
            phone.page().navigate(Doorway.issuer() + "/app/");
            phone.page().getByText("this phone").waitFor();
            picture(phone.page(), device, "app-home");
            visit.page().waitForURL(Pattern.compile(Pattern.quote(Doorway.bank()) + ".*"));
            picture(visit.page(), device, "bank-accounts");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theCodeThatIsTyped(Device device) {
        Doorway.Person ada = Doorway.person("Ada");
        try (PhoneApp phone = PhoneApp.in(device.open());
                ShopVisit visit = ShopVisit.to(Shop.CAREFUL, device.open())) {
            listen(phone.page()).navigate(ada.enrolmentLink());
            phone.enrol();
            Page page = listen(visit.page());
            visit.wantToLogIn();
            phone.scan(page);
            phone.approve();
            visit.view("typed").waitFor();
            picture(phone.page(), device, "app-code");
            picture(page, device, "login-typed");
            String wrong = phone.code().equals("000000") ? "000001" : "000000";
            visit.typeCode(wrong);
            page.getByText("2 tries are left").waitFor();
            picture(page, device, "login-typed-wrong");
            visit.typeCode(wrong);
            page.getByText("One try is left").waitFor();
            visit.typeCode(wrong);
            visit.view("mistyped").waitFor();
            picture(page, device, "login-mistyped");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theWaysAroundTheCode(Device device) {
        try (ShopVisit visit = ShopVisit.to(Shop.LIBRARY, device.open())) {
            Page page = listen(visit.page());
            visit.wantToLogIn();
            Screen.awaitQr(page);
            picture(page, device, "login-shared");
            page.navigate(Doorway.issuer() + "/login/AAAAAAAAAAAAAAAAAAAAAA/return");
            page.locator("main[data-state=nothing]").waitFor();
            picture(page, device, "return-nothing");
        }
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, device.open(ANDROID))) {
            visit.wantToLogIn();
            visit.view("phone").waitFor();
            picture(visit.page(), device, "login-phone");
        }
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, device.open(ANDROID + " Instagram 335.0"))) {
            visit.wantToLogIn();
            visit.view("embedded").waitFor();
            picture(visit.page(), device, "login-embedded");
        }
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theAuditConsole(Device device) {
        try (BrowserContext context = device.open()) {
            Page page = listen(context.newPage());
            page.navigate(Doorway.issuer() + "/audit/");
            picture(page, device, "audit-locked");
            page.getByRole(AriaRole.TEXTBOX).first().fill(Doorway.platform().operatorToken("security"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open the console"))
                    .click();
            page.getByRole(AriaRole.ROW).nth(1).waitFor();
            picture(page, device, "audit");
        }
    }

    /** Some of them only a browser shows that no test has: an old one, one in somebody's frame, one that keeps nothing. */
    @Test
    void everyViewOfTheLoginPageAndOfTheWayBack() {
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, Device.PHONE.open())) {
            Page page = listen(visit.page());
            visit.wantToLogIn();
            Screen.awaitQr(page);
            everyView(page, "login", "framed", "oldbrowser", "forgetful", "continued", "failed");
            page.navigate(Doorway.issuer() + "/login/AAAAAAAAAAAAAAAAAAAAAA/return");
            visit.view("nothing").waitFor();
            everyView(page, "return", "elsewhere", "late", "unreachable");
        }
    }

    /** Has the page's own script show one view after the other. */
    @SuppressWarnings("unchecked")
    private void everyView(Page page, String name, String... amongThem) {
        List<String> views = (List<String>) page.evaluate(
                "[...document.querySelectorAll('.words [data-view]')].flatMap(view => view.dataset.view.split(' '))");
        assertThat(views).contains(amongThem);
        for (String view : views) {
            page.evaluate("""
                    async name => {
                        const script = document.querySelector('script[type=module]').src;
                        const { show } = await import(script.replace(/[^/]+$/, 'view.js'));
                        show(name);
                    }""", view);
            page.locator("main[data-state=" + view + "] .words [data-view~=" + view + "]")
                    .waitFor();
            picture(page, Device.PHONE, name + "-view-" + view);
        }
    }

    /** What finds nothing on any page would find something if it were there. */
    @Test
    void axeFindsWhatIsWrong() {
        try (BrowserContext context = chromium.desktop()) {
            Page page = context.newPage();
            page.setContent("<img src='data:,x'><p style='color: #eee; background: #fff'>faint</p>");

            assertThat(Accessibility.violations(page))
                    .anyMatch(violation -> violation.startsWith("image-alt"))
                    .anyMatch(violation -> violation.startsWith("color-contrast"))
                    .anyMatch(violation -> violation.startsWith("html-has-lang"));
        }
    }

    private Page listen(Page page) {
        return pictures.listen(page);
    }

    private void picture(Page page, Device device, String name) {
        pictures.take(page, device.named(name));
    }
}
