package io.doorway.session.page;

import io.doorway.edge.config.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a browser may do with our pages.
 *
 * <p>Only our own modules run, and none may turn text into markup or code (trusted types); nothing is loaded from or sent to
 * another origin; nobody frames the page, opens it with a handle on it, keeps it, or learns its address. A code on a screen is
 * worth stealing by overlay or by script, and this takes both ways.
 */
@ApplicationScoped
class PagePolicy {

    /** Frames are images of {@code data:} addresses; the socket is of our origin, which {@code connect-src} must name for Safari. */
    private static final String CONTENT = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self' %s",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final MediaType HTML = new MediaType("text", "html", "utf-8");

    private final String contentPolicy;
    private final boolean onlyHttps;

    PagePolicy(Issuer issuer) {
        this.contentPolicy = CONTENT.formatted(issuer.toString().replaceFirst("^http", "ws"));
        this.onlyHttps = issuer.isHttps() && !issuer.isLocalhost();
    }

    Response page(int status, String html) {
        Response.ResponseBuilder page = Response.status(status)
                .type(HTML)
                .entity(html)
                .header("Content-Security-Policy", contentPolicy)
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (onlyHttps) {
            page.header("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        return page.build();
    }
}
