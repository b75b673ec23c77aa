package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.doorway.e2e.support.ApprovalLayout;
import io.doorway.e2e.support.ApprovalLayout.Screen;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Screenshot;
import io.doorway.e2e.support.TestPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The approval screen of a login and of a payment on small and large phones, upright and across, with large text and in forced colours:
 * all that matters is above the buttons, and no text is below a button or a bar.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalLayoutTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Path PICTURES = Path.of("target/pages");

    private final PageScreenshots screenshots = new PageScreenshots();
    private PhoneApp phone;
    private BankVisit visit;

    @BeforeAll
    void enrol() {
        phone = PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
        visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank());
    }

    @AfterAll
    void close() {
        visit.close();
        phone.close();
    }

    @Test
    void theFactsOfALoginAndOfAPaymentAreAboveTheButtons() {
        visit.startLogin();
        phone.scan(visit.page());
        List<String> problems = new ArrayList<>(measure("login"));
        assertThat(edgesInForcedColours()).as("edges in forced colours").allMatch(edge -> edge);
        assertThat(surfacesInForcedColours()).as("surfaces in forced colours").containsOnly(true);
        assertThat(drawingsInForcedColours()).as("drawings in forced colours").containsOnly(true);
        phone.approve();
        visit.page().waitForURL(TestPlatform.bank() + "/accounts");

        visit.startPayment("1234.50", screenshots);
        phone.scan(visit.page());
        problems.addAll(measure("payment"));

        assertThat(problems).isEmpty();
    }

    private List<String> measure(String name) {
        List<String> problems = new ArrayList<>();
        for (Screen screen : ApprovalLayout.SCREENS) {
            problems.addAll(ApprovalLayout.problems(phone.page(), screen, name));
            picture(name + "-" + screen);
        }
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            phone.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            ApprovalLayout.SCREENS.getFirst().show(phone.page());
            picture(name + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        return problems;
    }

    /** Whether each button of the screen has a visible border. */
    private List<Boolean> edgesInForcedColours() {
        return inForcedColours("""
                () => [...document.querySelectorAll('main button')].map(button => {
                  const style = getComputedStyle(button);
                  return parseFloat(style.borderTopWidth) >= 1 && !/^rgba\\(.*, 0\\)$|transparent/.test(style.borderTopColor);
                })""");
    }

    /** Whether no button has the colour of the text as its surface, which the browser would leave as it is. */
    private List<Boolean> surfacesInForcedColours() {
        return inForcedColours("""
                () => [...document.querySelectorAll('main button')]
                  .map(button => getComputedStyle(button).backgroundColor !== getComputedStyle(document.body).color)""");
    }

    /** Whether the lines of the drawings have the colour of the text, which the person has chosen. */
    private List<Boolean> drawingsInForcedColours() {
        return inForcedColours("""
                () => [...document.querySelectorAll('.mark-frame')]
                  .map(line => getComputedStyle(line).stroke === getComputedStyle(document.body).color)""");
    }

    @SuppressWarnings("unchecked")
    private List<Boolean> inForcedColours(String question) {
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        List<Boolean> answers = (List<Boolean>) phone.page().evaluate(question);
        picture("login-forced-colours");
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        return answers;
    }

    private void picture(String name) {
        Screenshot.saveWhole(phone.page(), PICTURES.resolve("approval-" + name + ".png"));
    }
}
