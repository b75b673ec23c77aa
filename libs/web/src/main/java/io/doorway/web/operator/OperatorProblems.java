package io.doorway.web.operator;

import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Refusals;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Maps failed authentication and authorization of an operator to problems, with the challenge of RFC 6750 section 3, and records the refused
 * attempt. What a token says is recorded only if its signature is valid.
 */
final class OperatorProblems {

    private final Refusals refusals;

    OperatorProblems(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    Response missing(UnauthorizedException e, ResourceInfo resource, HttpServerRequest request) {
        record(RefusalReason.TOKEN_REQUIRED, resource, PresentedToken.of(request));
        return response(
                Problem.of(401, "unauthenticated", "Send an operator's token as Authorization: Bearer."), "Bearer");
    }

    @ServerExceptionMapper
    Response notVerified(AuthenticationFailedException e, ResourceInfo resource, HttpServerRequest request) {
        PresentedToken token = PresentedToken.of(request);
        if (e.getCause() instanceof InvalidOperatorTokenException invalid) {
            record(RefusalReason.WRONG_TOKEN, resource, token.signed());
            return invalid(invalid.violation());
        }
        if (isExpired(e)) {
            record(RefusalReason.EXPIRED, resource, token.signed());
        } else {
            record(RefusalReason.WRONG_TOKEN, resource, token);
        }
        return response(
                Problem.of(
                        401,
                        "unauthenticated",
                        "The operator's token is malformed, expired, or not signed by a configured key."),
                "Bearer error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    Response withoutRole(ForbiddenException e, ResourceInfo resource, HttpServerRequest request) {
        record(RefusalReason.WRONG_ROLE, resource, PresentedToken.of(request).signed());
        return response(
                Problem.of(
                        403,
                        "forbidden",
                        "The token's groups lack the role of this call: enrolment for /admin, security for"
                                + " /audit, registration for /oauth2/register."),
                "Bearer error=\"insufficient_scope\"");
    }

    private void record(RefusalReason reason, ResourceInfo resource, PresentedToken token) {
        RateLimits.attempt(resource).ifPresent(attempt -> refusals.record(attempt, reason, token.actor()));
    }

    /** The signature is verified before the time. */
    private static boolean isExpired(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                return invalid.hasExpired();
            }
        }
        return false;
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
