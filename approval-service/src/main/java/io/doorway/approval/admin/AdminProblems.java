package io.doorway.approval.admin;

import io.doorway.edge.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Who may not administer, as problems. */
final class AdminProblems {
    private static final Problem UNAUTHENTICATED =
            Problem.of(401, "unauthenticated", "Send an operator's JWT as Authorization: Bearer.");

    @ServerExceptionMapper
    Response anonymous(UnauthorizedException nobody) {
        return challenge();
    }

    @ServerExceptionMapper
    Response wrongToken(AuthenticationFailedException notVerified) {
        return challenge();
    }

    @ServerExceptionMapper
    Response wrongRole(ForbiddenException other) {
        return Problem.of(403, "forbidden", "This needs the role enrolment.").asResponse();
    }

    private static Response challenge() {
        return Response.fromResponse(UNAUTHENTICATED.asResponse())
                .header("WWW-Authenticate", "Bearer")
                .build();
    }
}
