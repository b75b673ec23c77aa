package io.doorway.web.operator;

import io.doorway.web.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps failed authentication and authorization of an operator to problems, with the challenge of RFC 6750 section 3. */
final class OperatorProblems {

    @ServerExceptionMapper
    Response missing(UnauthorizedException e) {
        return response(
                Problem.of(401, "unauthenticated", "Send an operator's token as Authorization: Bearer."), "Bearer");
    }

    @ServerExceptionMapper
    Response notVerified(AuthenticationFailedException e) {
        return e.getCause() instanceof InvalidOperatorTokenException invalid
                ? invalid(invalid.violation())
                : response(
                        Problem.of(
                                401,
                                "unauthenticated",
                                "The operator's token is malformed, expired, or not signed by a configured key."),
                        "Bearer error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    Response withoutRole(ForbiddenException e) {
        return response(
                Problem.of(
                        403,
                        "forbidden",
                        "The token's groups lack the role of this call: enrolment for /admin, security for /audit."),
                "Bearer error=\"insufficient_scope\"");
    }

    private static Response invalid(String violation) {
        return response(
                Problem.of(401, "invalid-operator-token", "The operator's token is refused: " + violation + "."),
                "Bearer error=\"invalid_token\", error_description=\"" + violation.replace('"', '\'') + "\"");
    }

    private static Response response(Problem problem, String challenge) {
        return Response.fromResponse(problem.asResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
