package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.doorway.e2e.support.Accessibility;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Screen;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.ShopVisit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page as people see it, light and dark, on a desk and on a phone: nothing is refused by its own policy, nothing fails in its
 * script, nothing is wider than the screen, and axe-core finds nothing that WCAG 2.2 AA forbids. The pictures are left in {@code target/pages} to be looked at.
 */
class EveryPageTest {

    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private static final Path PICTURES = Path.of("target/pages");

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();

    /** How a page is looked at. */
    enum Look {
        DESK_LIGHT(1280, 800, ColorScheme.LIGHT),
        DESK_DARK(1280, 800, ColorScheme.DARK),
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        BrowserContext open(String userAgent) {
            return chromium.with(new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme)
                    .setHasTouch(true)
                    .setUserAgent(userAgent));
        }

        BrowserContext open() {
            return chromium.with(new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme));
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
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void theLoginPageAndTheBank(Look look) {
        try (BankVisit visit = BankVisit.at(look.open(), Doorway.bank())) {
            Page page = listen(visit.page());
            picture(page, look, "bank-home");
            visit.wantToLogIn();
            Screen.awaitQr(page);
            picture(page, look, "login");
            visit.link("Cancel").click();
            visit.view("cancelled").waitFor();
            picture(page, look, "login-cancelled");
            page.navigate(Doorway.issuer() + "/");
            picture(page, look, "front");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Look.class,
            names = {"PHONE_LIGHT", "PHONE_DARK"})
    void thePhoneAndWhatTheBrowserSaysMeanwhile(Look look) {
        Doorway.Person ada = Doorway.person("Ada");
        try (BrowserContext context = look.open();
                PhoneApp phone = PhoneApp.in(context);
                BankVisit visit = BankVisit.at(chromium.desktop(), Doorway.bank())) {
            listen(phone.page());
            phone.page().navigate(ada.enrolmentLink());
            picture(phone.page(), look, "app-enrol");
            phone.enrol();
            picture(phone.page(), look, "app-enrolled");
            visit.wantToLogIn();
            phone.scan(visit.page());
            picture(phone.page(), look, "app-approval");
            visit.view("scanned").waitFor();
            picture(visit.page(), look, "login-scanned");
            phone.approve();
            phone.heading("Approved").waitFor();
            picture(phone.page(), look, "app-approved");
            phone.page().navigate(Doorway.issuer() + "/app/");
            phone.page().getByText("this phone").waitFor();
            picture(phone.page(), look, "app-home");
            visit.page().waitForURL(Pattern.compile(Pattern.quote(Doorway.bank()) + ".*"));
            picture(visit.page(), look, "bank-accounts");
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void theCodeThatIsTyped(Look look) {
        Doorway.Person ada = Doorway.person("Ada");
        try (PhoneApp phone = PhoneApp.in(look.open());
                ShopVisit visit = ShopVisit.to(Shop.CAREFUL, look.open())) {
            listen(phone.page()).navigate(ada.enrolmentLink());
            phone.enrol();
            Page page = listen(visit.page());
            visit.wantToLogIn();
            phone.scan(page);
            phone.approve();
            visit.view("typed").waitFor();
            picture(phone.page(), look, "app-code");
            picture(page, look, "login-typed");
            String wrong = phone.code().equals("000000") ? "000001" : "000000";
            visit.typeCode(wrong);
            page.getByText("2 tries are left").waitFor();
            picture(page, look, "login-typed-wrong");
            visit.typeCode(wrong);
            page.getByText("One try is left").waitFor();
            visit.typeCode(wrong);
            visit.view("mistyped").waitFor();
            picture(page, look, "login-mistyped");
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void theWaysAroundTheCode(Look look) {
        try (ShopVisit visit = ShopVisit.to(Shop.LIBRARY, look.open())) {
            Page page = listen(visit.page());
            visit.wantToLogIn();
            Screen.awaitQr(page);
            picture(page, look, "login-shared");
            page.navigate(Doorway.issuer() + "/login/AAAAAAAAAAAAAAAAAAAAAA/return");
            page.locator("main[data-state=nothing]").waitFor();
            picture(page, look, "return-nothing");
        }
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, look.open(ANDROID))) {
            visit.wantToLogIn();
            visit.view("phone").waitFor();
            picture(visit.page(), look, "login-phone");
        }
        try (ShopVisit visit = ShopVisit.to(Shop.PLAIN, look.open(ANDROID + " Instagram 335.0"))) {
            visit.wantToLogIn();
            visit.view("embedded").waitFor();
            picture(visit.page(), look, "login-embedded");
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void theAuditConsole(Look look) {
        try (BrowserContext context = look.open()) {
            Page page = listen(context.newPage());
            page.navigate(Doorway.issuer() + "/audit/");
            picture(page, look, "audit-locked");
            page.getByRole(AriaRole.TEXTBOX).first().fill(Doorway.platform().operatorToken("security"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open the console"))
                    .click();
            page.getByRole(AriaRole.ROW).nth(1).waitFor();
            picture(page, look, "audit");
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
        page.onConsoleMessage(message -> {
            boolean expected = message.text().matches(".*status of (401|403|410).*");
            if (message.type().equals("error") && !expected) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    private void picture(Page page, Look look, String name) {
        page.waitForTimeout(300);
        boolean tooWide = (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
        if (tooWide) {
            complaints.add(name + " is wider than the screen: " + look);
        }
        Accessibility.violations(page).forEach(violation -> complaints.add(name + ", " + look + ": " + violation));
        String file = name + "-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)));
    }
}
