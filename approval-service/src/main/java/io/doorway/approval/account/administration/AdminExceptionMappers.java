package io.doorway.approval.account.administration;

import io.doorway.web.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps failed authentication and authorization of an operator to problems. */
final class AdminExceptionMappers {
    private static final Problem UNAUTHENTICATED =
            Problem.of(401, "unauthenticated", "Send an operator's JWT as Authorization: Bearer.");

    @ServerExceptionMapper
    Response missingToken(UnauthorizedException e) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response invalidToken(AuthenticationFailedException e) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response missingRole(ForbiddenException e) {
        return Problem.of(403, "forbidden", "This needs the role enrolment.").asResponse();
    }

    private static Response unauthenticated() {
        return Response.fromResponse(UNAUTHENTICATED.asResponse())
                .header("WWW-Authenticate", "Bearer")
                .build();
    }
}
