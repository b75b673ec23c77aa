package io.doorway.edge.request;

import io.doorway.edge.place.IpNetwork;
import io.doorway.edge.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Takes requests of one known source only. A trusted proxy has to <em>set</em> {@code X-Forwarded-For} to the one address that the
 * request came from. One that appends to what a client sent would let the client choose: Quarkus believes the first of several.
 */
@ApplicationScoped
class OneSource {

    private static final int BEFORE_ANYTHING = 1100;

    void install(@Observes Filters filters) {
        filters.register(OneSource::check, BEFORE_ANYTHING);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> forwarded = request.headers().getAll("X-Forwarded-For");
        boolean several = forwarded.size() > 1 || forwarded.stream().anyMatch(value -> value.contains(","));
        if (several || !IpNetwork.isAddress(request.remoteAddress().hostAddress())) {
            PlainProblem.end(
                    context,
                    Problem.of(400, "unknown-source", "X-Forwarded-For is one address, set by the proxy alone."));
            return;
        }
        context.next();
    }
}
