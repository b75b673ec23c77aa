package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.web.limit.RateLimits.Verification;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Actor.OperatorToken;
import io.doorway.web.request.ClientAddress;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Applies {@link RateLimits} to every resource that is {@link RateLimited}, before the body is read and the actor is known. */
class RateLimitFilter {

    private static final String BEARER = "Bearer ";
    private static final Set<Attempt> OPERATORS = EnumSet.of(Attempt.ADMINISTER, Attempt.READ_AUDIT);
    private static final int FIRST = Priorities.AUTHENTICATION - 1;

    private final RateLimits limits;
    private final List<ReadWithLimits> reads;

    RateLimitFilter(RateLimits limits, @All List<ReadWithLimits> reads) {
        this.limits = limits;
        this.reads = reads;
    }

    /** @return null if the resource is not limited: the request continues at once */
    @ServerRequestFilter(priority = FIRST)
    public @Nullable Uni<Void> filter(ResourceInfo resource, UriInfo uri, RoutingContext call) {
        return RateLimits.attempt(resource)
                .map(attempt -> check(attempt, actor(attempt, call.request(), uri), call))
                .orElse(null);
    }

    private Uni<Void> check(Attempt attempt, Actor actor, RoutingContext call) {
        reads.forEach(read -> read.begin(attempt, actor));
        return limits.beforeAuthentication(attempt, actor)
                .invoke(verification -> endWhenAnswered(verification, call))
                .replaceWithVoid();
    }

    /** A stream is answered when it begins. A connection may be closed before its request is answered. */
    private static void endWhenAnswered(Verification verification, RoutingContext call) {
        call.addHeadersEndHandler(written -> verification.end());
        call.addEndHandler(ended -> verification.end());
        if (call.response().closed()) {
            verification.end();
        }
    }

    /** The source, and the operator's token, the challenge or the client that the request names. */
    private static Actor actor(Attempt attempt, HttpServerRequest request, UriInfo uri) {
        Actor source = Actor.at(ClientAddress.of(request));
        if (OPERATORS.contains(attempt)) {
            return bearer(request)
                    .map(token -> source.presenting(OperatorToken.presented(token)))
                    .orElse(source);
        }
        Optional<Actor> inChallenge = Optional.ofNullable(
                        uri.getPathParameters().getFirst("id"))
                .flatMap(ChallengeId::parse)
                .map(source::on);
        return inChallenge.orElseGet(() -> NamedClient.of(request, source));
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
