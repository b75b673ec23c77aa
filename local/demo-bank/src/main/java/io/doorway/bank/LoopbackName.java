package io.doorway.bank;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Sends a person who opens the bank at the loopback address to {@code localhost}: the redirect URI of the login is registered with that
 * name, and cookies belong to one of the two. Probes of the health are answered at each.
 */
@Singleton
class LoopbackName {

    private static final Set<String> ADDRESSES = Set.of("127.0.0.1", "[::1]");
    private static final String HEALTH = "/q/";
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int PRIORITY = 150;

    void register(@Observes Filters filters) {
        filters.register(LoopbackName::redirect, PRIORITY);
    }

    private static void redirect(RoutingContext call) {
        HostAndPort authority = call.request().authority();
        if (authority == null
                || !ADDRESSES.contains(authority.host())
                || !call.request().method().equals(HttpMethod.GET)
                || call.normalizedPath().startsWith(HEALTH)) {
            call.next();
            return;
        }
        call.response()
                .setStatusCode(TEMPORARY_REDIRECT)
                .putHeader(
                        "Location",
                        "http://localhost:%d%s"
                                .formatted(authority.port(), call.request().uri()))
                .end();
    }
}
