package io.doorway.bank;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/**
 * Removes the state cookies of logins that were begun and not finished. There is one for each, and a browser sends all of them, also to
 * the other ports of this host, until the header is too long for every server.
 */
@Singleton
class StateCookieLimit {

    private static final String PREFIX = "q_auth_";

    /** Logins that one browser can have begun at the same time. */
    private static final int MAX_LOGINS = 4;

    private static final int PRIORITY = 100;

    void register(@Observes Filters filters) {
        filters.register(StateCookieLimit::removeOldest, PRIORITY);
    }

    /** A browser sends the oldest cookie first (RFC 6265 section 5.4). */
    private static void removeOldest(RoutingContext call) {
        List<String> names = call.request().headers().getAll(HttpHeaders.COOKIE).stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(cookie -> cookie.split("=", 2)[0].strip())
                .filter(name -> name.startsWith(PREFIX))
                .toList();
        names.stream()
                .limit(Math.max(0, names.size() - MAX_LOGINS))
                .forEach(name -> call.response()
                        .addCookie(Cookie.cookie(name, "").setPath("/").setMaxAge(0)));
        call.next();
    }
}
