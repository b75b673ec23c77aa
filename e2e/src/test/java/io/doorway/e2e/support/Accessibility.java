package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks pages with axe-core by the rules of WCAG 2.2 A and AA. */
public final class Accessibility {

    private static final String AXE = script();
    private static final String VIOLATIONS = """
            () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
                .then(found => found.violations.flatMap(violation =>
                    violation.nodes.map(node => violation.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary)))""";

    private Accessibility() {}

    /** One line for each element that violates a rule. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate(VIOLATIONS);
    }

    private static String script() {
        try (InputStream axe = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (axe == null) {
                throw new IllegalStateException("axe-core is not on the class path");
            }
            return new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; undefined";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
