package io.doorway.edge.hardening;

import io.doorway.edge.config.Issuer;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the hardening headers on every response, before anything else looks at the request, so that errors, files and redirects have
 * them too.
 *
 * <p>Nobody frames our pages, opens them with a handle on them (COOP), loads them into another site (CORP), reads them as another
 * type, or learns from a {@code Referer} which login was under way. HSTS is left out for plain HTTP, where browsers ignore it, and
 * on this machine, where it would lock out whatever else is developed there (RFC 6797 section 8.1).
 */
@ApplicationScoped
class HardenResponses {

    private static final int BEFORE_ALL_OTHERS = 10_000;

    private final List<PagePolicy> pages;
    private final Map<String, String> everywhere = new LinkedHashMap<>();

    HardenResponses(@All List<PagePolicy> pages, Issuer issuer) {
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
        filters.register(this::harden, BEFORE_ALL_OTHERS);
    }

    void harden(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<PagePolicy> page =
                pages.stream().filter(candidate -> candidate.covers(path)).findFirst();
        context.response()
                .headers()
                .addAll(everywhere)
                .add(
                        "Content-Security-Policy",
                        page.map(PagePolicy::content)
                                .orElse(ContentPolicy.NOTHING)
                                .toString())
                .add("Permissions-Policy", page.map(PagePolicy::permissions).orElse(PagePolicy.NO_DEVICES));
        context.next();
    }
}
