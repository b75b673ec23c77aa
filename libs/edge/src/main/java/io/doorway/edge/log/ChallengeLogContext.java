package io.doorway.edge.log;

import io.doorway.protocol.challenge.ChallengeId;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts the challenge of an address into the logging context of its request. */
final class ChallengeLogContext {

    static final String KEY = "challenge_id";

    @ServerRequestFilter
    void remember(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        if (id != null) {
            ChallengeId.parse(id).ifPresent(valid -> MDC.put(KEY, valid.value()));
        }
    }
}
