package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at pages as people see them, light and dark: nothing is refused by a page's own policy, nothing fails in its script, nothing
 * is wider than the screen, and axe-core finds nothing that WCAG 2.2 AA forbids. The pictures are left in {@code target/pages} for
 * somebody to look at.
 */
public final class Pictures {

    private static final Path DIRECTORY = Path.of("target/pages");

    /** What a browser reports of answers that a page deals with. */
    private static final String EXPECTED = ".*status of (401|403|409|410).*";

    /** Until what moves has come to rest. */
    private static final int REST_MILLIS = 300;

    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    private final List<String> complaints = new ArrayList<>();

    /** Hears from now on what the page's policy refuses and its script does not catch. */
    public Page listen(Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().matches(EXPECTED)) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** Takes a page as it is now, once in a run. */
    public void take(Page page, String name) {
        if (!TAKEN.add(name)) {
            return;
        }
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.waitForTimeout(REST_MILLIS);
            String look = name + "-" + scheme.name().toLowerCase(Locale.ROOT);
            if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                complaints.add(look + " is wider than the screen");
            }
            Accessibility.violations(page).forEach(violation -> complaints.add(look + ": " + violation));
            page.screenshot(new Page.ScreenshotOptions().setPath(DIRECTORY.resolve(look + ".png")));
        }
    }

    /** @throws AssertionError with a line for each thing that was wrong with a page so far */
    public void assertNothingWasWrong() {
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints));
        }
    }
}
