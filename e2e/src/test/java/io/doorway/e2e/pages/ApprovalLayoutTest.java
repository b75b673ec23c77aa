package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.TestPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

    /** A screen of the given size in CSS pixels; {@code textPercent} is the person's setting for text. */
    private record Screen(int width, int height, int textPercent) {
        void show(Page page) {
            page.setViewportSize(width, height);
            page.evaluate("percent => { document.documentElement.style.fontSize = percent + '%'; }", textPercent);
        }

        @Override
        public String toString() {
            return width + "x" + height + "-" + textPercent;
        }
    }

    private static final List<Screen> SCREENS = Stream.of(100, 200)
            .flatMap(text -> Stream.of(
                    new Screen(320, 568, text),
                    new Screen(360, 640, text),
                    new Screen(390, 844, text),
                    new Screen(568, 320, text),
                    new Screen(844, 390, text)))
            .toList();

    /**
     * What is wrong with the layout at the current size, at every scroll position: text below a control or a bar, text that does not fit
     * into its control, a fact or advice that is not above the first control.
     */
    private static final String MEASURE = """
            () => {
              const problems = new Set();
              const shown = element => element.getClientRects().length > 0 && !element.closest('.visually-hidden');
              const elements = [...document.body.querySelectorAll('*')].filter(shown);
              const controls = elements.filter(element => element.matches('button, a.button'));
              const bars = elements.filter(element => ['fixed', 'sticky'].includes(getComputedStyle(element).position));
              const texts = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const node = walker.currentNode;
                if (node.data.trim() && shown(node.parentElement)) texts.push(node);
              }
              const rects = node => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return [...range.getClientRects()];
              };
              const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
              const height = document.documentElement.scrollHeight;
              for (let top = 0; top < height; top += innerHeight / 2) {
                scrollTo(0, top);
                for (const node of texts) {
                  for (const over of [...controls, ...bars]) {
                    const box = over.getBoundingClientRect();
                    if (over.contains(node)) {
                      const inside = rects(node).every(rect => rect.left >= box.left - 1 && rect.right <= box.right + 1
                        && rect.top >= box.top - 1 && rect.bottom <= box.bottom + 1);
                      if (!inside) problems.add('does not fit: ' + node.data);
                    } else if (rects(node).some(rect => overlap(rect, box))) {
                      problems.add(node.data + ' is below ' + over.textContent);
                    }
                  }
                }
              }
              scrollTo(0, 0);
              const first = Math.min(...controls.map(control => control.getBoundingClientRect().top));
              for (const node of texts) {
                const isControl = controls.some(control => control.contains(node));
                if (!isControl && rects(node).some(rect => rect.bottom > first)) {
                  problems.add(node.data + ' comes after a button');
                }
              }
              if (document.documentElement.scrollWidth > innerWidth) problems.add('wider than the screen');
              return [...problems];
            }""";

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
        phone.approve();
        visit.page().waitForURL(TestPlatform.bank() + "/accounts");

        visit.startPayment("1234.50", screenshots);
        phone.scan(visit.page());
        problems.addAll(measure("payment"));

        assertThat(problems).isEmpty();
    }

    private List<String> measure(String name) {
        List<String> problems = new ArrayList<>();
        for (Screen screen : SCREENS) {
            screen.show(phone.page());
            ((List<?>) phone.page().evaluate(MEASURE))
                    .forEach(found -> problems.add(screen + " " + name + ": " + found));
            picture(name + "-" + screen);
        }
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            phone.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            SCREENS.getFirst().show(phone.page());
            picture(name + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        return problems;
    }

    /** Whether each button of the screen has a visible border. */
    @SuppressWarnings("unchecked")
    private List<Boolean> edgesInForcedColours() {
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        List<Boolean> edges = (List<Boolean>) phone.page().evaluate("""
                () => [...document.querySelectorAll('main button')].map(button => {
                  const style = getComputedStyle(button);
                  return parseFloat(style.borderTopWidth) >= 1 && !/^rgba\\(.*, 0\\)$|transparent/.test(style.borderTopColor);
                })""");
        picture("login-forced-colours");
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        return edges;
    }

    private void picture(String name) {
        phone.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve("approval-" + name + ".png"))
                        .setFullPage(true));
    }
}
