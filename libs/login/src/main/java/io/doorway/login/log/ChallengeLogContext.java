package io.doorway.login.log;

import io.doorway.protocol.vocabulary.ChallengeId;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Adds the challenge id in a request's path to the logging context of the request. */
final class ChallengeLogContext {

    static final String KEY = "challenge_id";

    @ServerRequestFilter
    void addChallengeId(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        if (id != null) {
            ChallengeId.parse(id).ifPresent(valid -> MDC.put(KEY, valid.value()));
        }
    }
}
