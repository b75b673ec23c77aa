package io.doorway.edge.request;

import io.doorway.edge.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that says it is over 16 KiB before reading any of it. One that does not say so is cut off by the server's own
 * limit, which is the same.
 */
@ApplicationScoped
class BodyLimit {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int FIRST = 1000;

    void install(@Observes Filters filters) {
        filters.register(BodyLimit::check, FIRST);
    }

    private static void check(RoutingContext context) {
        if (length(context) <= MAX_BYTES) {
            context.next();
            return;
        }
        PlainProblem.end(context, Problem.of(413, "too-large", "A body has at most 16 KiB."));
    }

    private static long length(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }
}
