package io.doorway.web.hardening;

import io.doorway.web.config.Issuer;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the security headers of every response before anything else examines the request, so that errors, files and redirects have
 * them too.
 *
 * <p>They prevent that another site frames a page, opens it with a handle on its window (COOP), loads it (CORP) or reads it as another
 * media type, and that a {@code Referer} discloses which login was in progress. HSTS is not set for plain HTTP, where browsers ignore
 * it, and not for localhost, where it would apply to every other program of the developer (RFC 6797 section 8.1).
 */
@Singleton
class SecurityHeadersFilter {

    private static final int BEFORE_REQUEST_FILTERS = 10_000;

    private final List<PagePolicy> pages;
    private final Map<String, String> everywhere = new LinkedHashMap<>();

    SecurityHeadersFilter(@All List<PagePolicy> pages, Issuer issuer) {
        this.pages = pages;
        everywhere.put("Cross-Origin-Opener-Policy", "same-origin");
        everywhere.put("Cross-Origin-Resource-Policy", "same-origin");
        everywhere.put("Referrer-Policy", "no-referrer");
        everywhere.put("X-Content-Type-Options", "nosniff");
        if (issuer.isHttps() && !issuer.isLocalhost()) {
            everywhere.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
    }

    void install(@Observes Filters filters) {
        filters.register(this::addHeaders, BEFORE_REQUEST_FILTERS);
    }

    void addHeaders(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<PagePolicy> page =
                pages.stream().filter(candidate -> candidate.covers(path)).findFirst();
        context.response()
                .headers()
                .addAll(everywhere)
                .add(
                        "Content-Security-Policy",
                        page.map(PagePolicy::content)
                                .orElse(PageContentPolicy.NOTHING)
                                .toString())
                .add("Permissions-Policy", page.map(PagePolicy::permissions).orElse(PagePolicy.NO_DEVICES));
        context.next();
    }
}
