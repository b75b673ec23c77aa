package io.doorway.login.refusal;

import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.store.StoreUnavailableException;
import io.doorway.web.problem.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers the exceptions of this module's packages. */
final class LoginExceptionMappers {

    private static final Logger LOGGER = Logger.getLogger(LoginExceptionMappers.class);

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** The header is the one of RFC 9449 section 7.1. */
    @ServerExceptionMapper
    Response invalidProof(InvalidProofException invalid) {
        return Response.fromResponse(RefusalProblems.INVALID_PROOF.asResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"")
                .build();
    }

    /** Fails closed: a store that fails or does not answer grants nothing. What it was to change, it may have changed. */
    @ServerExceptionMapper
    Response storeUnavailable(StoreUnavailableException failure, HttpServerRequest request) {
        LOGGER.warnf("refused, because a store is unavailable: %s", failure.getMessage());
        Problem problem =
                SAFE_METHODS.contains(request.method()) ? Problem.unavailable() : Problem.unavailableDuringChange();
        return problem.asResponse();
    }
}
