package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Takes screenshots of pages, light, dark and in forced colours, into {@code target/pages}, and collects violations: of the page's own policy, errors of its
 * scripts, content that is wider than the screen, and what axe-core reports by WCAG 2.2 AA.
 */
public final class PageScreenshots {

    private static final Path DIRECTORY = Path.of("target/pages");

    /**
     * Console errors about responses that the page handles, and about Chromium itself, which sometimes reads the shown code again as if a script
     * of the page did. The page's scripts connect to no such address, and nothing leaves the browser by one.
     */
    private static final String EXPECTED_ERRORS = "(?s).*status of (401|403|409|410).*|Connecting to 'data:image/.*";

    /** Transitions and other animations that end are at their end; those that repeat for ever go on. */
    private static final String END_TRANSITIONS = """
            () => document.getAnimations()
                .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
                .forEach(animation => animation.finish())
            """;

    private static final Set<String> CAPTURED = ConcurrentHashMap.newKeySet();

    private final List<String> violations = new ArrayList<>();

    /** Collects violations of the page's policy and uncaught errors of its scripts. The status of an error page is its own. */
    public Page watch(Page page) {
        page.onConsoleMessage(message -> {
            boolean isOwnStatus = message.location().startsWith(page.url() + ":")
                    && message.text().startsWith("Failed to load");
            if (message.type().equals("error")
                    && !isOwnStatus
                    && !message.text().matches(EXPECTED_ERRORS)) {
                violations.add(page.url() + ": " + message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(error -> violations.add(page.url() + ": " + error));
        return page;
    }

    /** Takes the screenshots of a page, once per name. */
    public void capture(Page page, String name) {
        if (!CAPTURED.add(name)) {
            return;
        }
        capture(page, name, ColorScheme.DARK, Accessibility::violationsOfColours);
        capture(page, name, ColorScheme.LIGHT, Accessibility::violations);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        screenshot(page, name + "-forced");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
    }

    private void capture(Page page, String name, ColorScheme scheme, Function<Page, List<String>> check) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate(END_TRANSITIONS);
        String screenshot = name + "-" + scheme.name().toLowerCase(Locale.ROOT);
        if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            violations.add(screenshot + " is wider than the screen");
        }
        check.apply(page).forEach(violation -> violations.add(screenshot + ": " + violation));
        screenshot(page, screenshot);
    }

    private static void screenshot(Page page, String name) {
        Screenshot.save(page, DIRECTORY.resolve(name + ".png"));
    }

    /** @throws AssertionError with one line for each violation so far */
    public void assertNoViolations() {
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }
}
