package io.doorway.edge.hardening;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A {@code Content-Security-Policy} (W3C CSP level 3) that starts from nothing and names what it adds.
 *
 * <p>A code on a screen and an approve button are worth stealing by script or by overlay. So no policy that is made here lets
 * anything inline run, text become markup (trusted types), a form go anywhere or a frame be put around the page.
 */
public final class ContentPolicy {

    /** For what is no page: should a browser ever be made to show it, nothing in it runs or loads. */
    public static final ContentPolicy NOTHING = new ContentPolicy(Map.of());

    private static final List<String> ALWAYS = List.of(
            "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'");

    /** What a page may add to. The rest is closed for good. */
    private static final List<String> OPEN_TO_PAGES = List.of(
            "script-src",
            "style-src",
            "img-src",
            "connect-src",
            "manifest-src",
            "worker-src",
            "media-src",
            "trusted-types");

    private final Map<String, String> sources;

    private ContentPolicy(Map<String, String> sources) {
        this.sources = sources;
    }

    /** For a page of our own modules, styles and images that talks to its own origin. */
    public static ContentPolicy page() {
        return NOTHING.with("script-src", "'self'")
                .with("style-src", "'self'")
                .with("img-src", "'self'")
                .with("connect-src", "'self'");
    }

    /**
     * The same with one directive set.
     *
     * @throws IllegalArgumentException for a directive that no page may loosen, or a source that would let inline code run
     */
    public ContentPolicy with(String directive, String allowed) {
        if (!OPEN_TO_PAGES.contains(directive) || allowed.contains("unsafe") || allowed.contains("*")) {
            throw new IllegalArgumentException("no page may have " + directive + " " + allowed);
        }
        Map<String, String> more = new LinkedHashMap<>(sources);
        more.put(directive, allowed);
        return new ContentPolicy(more);
    }

    /** The header's value. */
    @Override
    public String toString() {
        String own = sources.entrySet().stream()
                .map(directive -> "; " + directive.getKey() + " " + directive.getValue())
                .collect(Collectors.joining());
        String types = sources.containsKey("trusted-types") ? "" : "; trusted-types 'none'";
        return "default-src 'none'" + own + "; " + String.join("; ", ALWAYS) + types;
    }
}
