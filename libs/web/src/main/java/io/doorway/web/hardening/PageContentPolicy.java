package io.doorway.web.hardening;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A {@code Content-Security-Policy} (W3C CSP level 3) that forbids everything and lists what a page is allowed.
 *
 * <p>A script or an overlay could steal a QR code or a click on "Approve". Therefore no policy allows inline code, markup from text
 * (trusted types) or framing, and none but {@link #withForms} allows form submission.
 */
public final class PageContentPolicy {

    /** For responses that are not pages: if a browser displays one, nothing in it runs or loads. */
    public static final PageContentPolicy NOTHING = new PageContentPolicy(Map.of());

    private static final String FORM_ACTION = "form-action";

    private static final List<String> ALWAYS =
            List.of("base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'");

    /** The directives that a page may set. */
    private static final List<String> SETTABLE = List.of(
            "script-src",
            "style-src",
            "img-src",
            "connect-src",
            "manifest-src",
            "worker-src",
            "media-src",
            "trusted-types");

    private final Map<String, String> sources;

    private PageContentPolicy(Map<String, String> sources) {
        this.sources = sources;
    }

    /** For a page with scripts, styles, images and requests of its own origin. */
    public static PageContentPolicy page() {
        return NOTHING.with("script-src", "'self'")
                .with("style-src", "'self'")
                .with("img-src", "'self'")
                .with("connect-src", "'self'");
    }

    /**
     * The same policy with one more directive.
     *
     * @throws IllegalArgumentException for a directive that no page may set, or a source that allows inline code or any origin
     */
    public PageContentPolicy with(String directive, String allowed) {
        if (!SETTABLE.contains(directive) || allowed.contains("unsafe") || allowed.contains("*")) {
            throw new IllegalArgumentException("not allowed for a page: " + directive + " " + allowed);
        }
        Map<String, String> extended = new LinkedHashMap<>(sources);
        extended.put(directive, allowed);
        return new PageContentPolicy(extended);
    }

    /**
     * The same policy for a page whose only purpose is to post a form that the server wrote.
     *
     * @param allowed the sources of {@code form-action}
     */
    public PageContentPolicy withForms(String allowed) {
        Map<String, String> extended = new LinkedHashMap<>(sources);
        extended.put(FORM_ACTION, allowed);
        return new PageContentPolicy(extended);
    }

    /** The header's value. */
    @Override
    public String toString() {
        String own = sources.entrySet().stream()
                .map(directive -> "; " + directive.getKey() + " " + directive.getValue())
                .collect(Collectors.joining());
        String types = sources.containsKey("trusted-types") ? "" : "; trusted-types 'none'";
        String forms = sources.containsKey(FORM_ACTION) ? "" : "; " + FORM_ACTION + " 'none'";
        return "default-src 'none'" + own + forms + "; " + String.join("; ", ALWAYS) + types;
    }
}
