package io.doorway.e2e.support;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A parsed {@code Content-Security-Policy} header (W3C CSP level 3 section 2.2). */
public final class ContentSecurityPolicy {

    private static final List<String> NO_FALLBACK =
            List.of("base-uri", "form-action", "frame-ancestors", "require-trusted-types-for", "trusted-types");

    private final Map<String, List<String>> directives;

    private ContentSecurityPolicy(Map<String, List<String>> directives) {
        this.directives = directives;
    }

    public static ContentSecurityPolicy parse(String header) {
        return new ContentSecurityPolicy(Arrays.stream(header.split(";"))
                .map(String::strip)
                .map(directive -> List.of(directive.split("\\s+")))
                .collect(Collectors.toMap(
                        List::getFirst, words -> words.subList(1, words.size()), (first, later) -> first)));
    }

    /** The sources of a directive. An absent fetch directive has those of {@code default-src}. */
    public List<String> sources(String directive) {
        List<String> missing =
                NO_FALLBACK.contains(directive) ? List.of() : directives.getOrDefault("default-src", List.of());
        return directives.getOrDefault(directive, missing);
    }

    /** Every source of every directive. */
    public List<String> allSources() {
        return directives.values().stream().flatMap(List::stream).toList();
    }
}
