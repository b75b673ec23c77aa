package io.doorway.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.doorway.e2e.support.ApprovalLayout;
import io.doorway.e2e.support.ApprovalLayout.Screen;
import io.doorway.e2e.support.AuditConsole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.Till;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logins by people who speak German and Arabic, from the desktop to the phone and back. */
class LoginInOtherLanguagesTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** A code is read from left to right in every language. */
    private static final String DIGITS_FROM_LEFT_TO_RIGHT = """
            () => {
              const digits = [];
              const texts = document.createTreeWalker(document.querySelector('.digits'), NodeFilter.SHOW_TEXT);
              for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                if (text.parentElement.closest('.visually-hidden')) continue;
                for (let i = 0; i < text.length; i++) {
                  const range = new Range();
                  range.setStart(text, i);
                  range.setEnd(text, i + 1);
                  digits.push([range.getBoundingClientRect().left, text.data[i]]);
                }
              }
              return digits.sort(([one], [other]) => one - other).map(([, digit]) => digit.trim()).join('');
            }""";

    private static final int MAX_SCAN_ATTEMPTS = 8;
    private static final char ARABIC_ZERO = '\u0660';

    private final PageScreenshots screenshots = new PageScreenshots();

    /** A language, and words that are on the way of a login. */
    enum Language {
        DE("de-DE", "ltr", "Dieses Telefon einrichten", "Zeigen, wer anfragt", "Weiter", "Unbekannte Website"),
        AR("ar", "rtl", "جهّز هذا الهاتف", "أظهر من يطلب", "متابعة", "موقع غير معروف");

        private final String locale;
        private final String direction;
        private final String enrol;
        private final String show;
        private final String proceed;
        private final String unknownWebsite;

        Language(String locale, String direction, String enrol, String show, String proceed, String unknownWebsite) {
            this.locale = locale;
            this.direction = direction;
            this.enrol = enrol;
            this.show = show;
            this.proceed = proceed;
            this.unknownWebsite = unknownWebsite;
        }

        BrowserContext browser(int width, int height) {
            return CHROMIUM.newContext(
                    new Browser.NewContextOptions().setLocale(locale).setViewportSize(width, height));
        }

        /** The digits as a keyboard of the language types them. */
        String typed(String digits) {
            return this == AR
                    ? digits.chars()
                            .mapToObj(digit -> String.valueOf((char) (digit - '0' + ARABIC_ZERO)))
                            .reduce("", String::concat)
                    : digits;
        }
    }

    @AfterEach
    void assertNoViolations() {
        screenshots.assertNoViolations();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aPersonLogsInInTheirLanguage(Language language) {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.in(language.browser(320, 568));
                BankVisit visit = BankVisit.at(language.browser(1280, 800), TestPlatform.bank())) {
            Page app = screenshots.watch(phone.page());
            Page desk = screenshots.watch(visit.page());
            visit.startLogin();
            assertThat(desk.locator("html")).hasAttribute("dir", language.direction);
            QrScreenReader.awaitQr(desk);
            capture(desk, language, "login");
            app.navigate(ada.enrolmentLink());
            capture(app, language, "app-enrol");
            phone.button(language.enrol).click();
            assertThat(app.locator("html")).hasAttribute("dir", language.direction);

            openLogin(phone, desk, language);
            capture(app, language, "app-approval");
            assertThat(layoutProblems(app, language)).isEmpty();
            phone.approve();

            visit.view("typed").waitFor();
            capture(app, language, "app-code");
            assertThat(app.evaluate(DIGITS_FROM_LEFT_TO_RIGHT)).isEqualTo(phone.code());
            capture(desk, language, "login-typed");
            desk.locator("#code").fill(language.typed(phone.code()));
            visit.button(language.proceed).click();
            desk.waitForURL(Pattern.compile(Pattern.quote(TestPlatform.bank()) + ".*"));
            app.navigate(TestPlatform.issuer() + "/app/");
            app.locator(".languages").waitFor();
            capture(app, language, "app-home");

            Till.ask(ada);
            app.locator("#requests").waitFor();
            capture(app, language, "app-requests");
            app.locator("[aria-labelledby=requests] button").click();
            app.locator(".binding").waitFor();
            capture(app, language, "app-approval-without-browser");
            assertThat(layoutProblems(app, language)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void thePagesFitOnTheSmallestScreen(Language language) {
        try (BankVisit visit = BankVisit.at(language.browser(320, 568), TestPlatform.bank())) {
            Page page = screenshots.watch(visit.page());
            visit.startLogin();
            page.locator("#qr img").waitFor();
            capture(page, language, "login-320");
            page.navigate(TestPlatform.issuer() + "/oauth2/authorize?client_id=nobody");
            assertThat(page.locator("h1")).hasText(language.unknownWebsite);
            capture(page, language, "error-320");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theAuditConsoleIsInTheLanguageOfTheBrowser(Language language) {
        HeadlessBankLogin.begin();
        for (int width : new int[] {1280, 320}) {
            try (BrowserContext browser = language.browser(width, 800)) {
                Page page = screenshots.watch(browser.newPage());
                page.navigate(TestPlatform.issuer() + "/audit/");
                assertThat(page.locator("html")).hasAttribute("dir", language.direction);
                capture(page, language, "audit-locked-" + width);
                AuditConsole.signIn(page);
                AuditConsole.showOneRowOfEachKind(page);
                capture(page, language, "audit-" + width);
            }
        }
    }

    @Test
    void thePersonsOwnChoiceWinsAndIsRemembered() {
        try (BankVisit visit = BankVisit.at(Language.DE.browser(1280, 800), TestPlatform.bank());
                PhoneApp phone = PhoneApp.in(Language.DE.browser(390, 844))) {
            Page desk = visit.page();
            visit.startLogin();
            QrScreenReader.awaitQr(desk);
            choose(desk, "ar");
            desk.navigate(TestPlatform.issuer() + "/");
            assertThat(desk.locator("html")).hasAttribute("lang", "ar");

            phone.page().navigate(TestPlatform.issuer() + "/app/");
            choose(phone.page(), "en");
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            assertThat(phone.heading("Log in with this phone")).isVisible();
        }
    }

    private static void choose(Page page, String tag) {
        page.locator(".languages summary").click();
        page.locator(".languages [lang=" + tag + "]").click();
        assertThat(page.locator("html")).hasAttribute("lang", Pattern.compile(tag + ".*"));
    }

    private static void openLogin(PhoneApp phone, Page screen, Language language) {
        Locator approve = phone.page().locator("button.approve");
        for (int attempt = 0; attempt < MAX_SCAN_ATTEMPTS; attempt++) {
            phone.page().navigate(QrScreenReader.awaitQr(screen));
            phone.button(language.show).click();
            approve.or(phone.page().locator(".camera")).first().waitFor();
            if (approve.isVisible()) {
                return;
            }
        }
        throw new AssertionError("no frame was opened in time");
    }

    /** Long words do not overlap or leave their controls on any screen. */
    private static List<String> layoutProblems(Page page, Language language) {
        List<String> problems = new ArrayList<>();
        for (Screen screen : ApprovalLayout.SCREENS) {
            problems.addAll(ApprovalLayout.problems(page, screen, language.name()));
        }
        ApprovalLayout.SCREENS.getFirst().show(page);
        return problems;
    }

    private void capture(Page page, Language language, String name) {
        screenshots.capture(page, name + "-" + language.name().toLowerCase(Locale.ROOT));
    }
}
