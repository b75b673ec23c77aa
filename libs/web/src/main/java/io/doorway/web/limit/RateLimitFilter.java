package io.doorway.web.limit;

import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Applies {@link RateLimits} to every resource that is {@link RateLimited}, before the body is read and the actor is known. */
class RateLimitFilter {

    private static final int FIRST = Priorities.AUTHENTICATION - 1;

    private final RateLimits limits;

    RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    /** @return null if the resource is not limited: the request continues at once */
    @ServerRequestFilter(priority = FIRST)
    public @Nullable Uni<Void> filter(ResourceInfo resource, HttpServerRequest request) {
        RateLimited limited = resource.getResourceMethod().getAnnotation(RateLimited.class);
        if (limited == null) {
            limited = resource.getResourceClass().getAnnotation(RateLimited.class);
        }
        return limited == null
                ? null
                : limits.beforeAuthentication(
                        limited.value(), Actor.at(request.remoteAddress().hostAddress()));
    }
}
