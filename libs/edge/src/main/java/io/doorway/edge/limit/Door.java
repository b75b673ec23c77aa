package io.doorway.edge.limit;

import io.doorway.edge.refusal.Refusals.Who;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks {@link Limits} about every request for a resource that is {@link Limited}, before its body is read or its sender is known. */
class Door {

    private static final int FIRST = Priorities.AUTHENTICATION - 1;

    private final Limits limits;

    Door(Limits limits) {
        this.limits = limits;
    }

    /** @return null where nothing is limited, which goes on at once */
    @ServerRequestFilter(priority = FIRST)
    public @Nullable Uni<Void> pass(ResourceInfo resource, HttpServerRequest request) {
        Limited limited = resource.getResourceMethod().getAnnotation(Limited.class);
        if (limited == null) {
            limited = resource.getResourceClass().getAnnotation(Limited.class);
        }
        return limited == null
                ? null
                : limits.atTheDoor(
                        limited.value(), Who.at(request.remoteAddress().hostAddress()));
    }
}
