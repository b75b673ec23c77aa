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
    private static final List<String> ALL_RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** Every other rule reads the document, which is the same in every scheme. */
    private static final List<String> RULES_OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private static final String VIOLATIONS = """
            rules => axe.run(document, { runOnly: rules })
                .then(found => found.violations.flatMap(violation =>
                    violation.nodes.map(node => violation.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary)))""";

    private Accessibility() {}

    /** One line for each element that violates a rule. */
    public static List<String> violations(Page page) {
        return violations(page, ALL_RULES);
    }

    /** One line for each element that violates a rule about colours: the second colour scheme of a page that has been checked in the first. */
    static List<String> violationsOfColours(Page page) {
        return violations(page, RULES_OF_COLOURS);
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations(Page page, List<String> rules) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate(VIOLATIONS, rules);
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
