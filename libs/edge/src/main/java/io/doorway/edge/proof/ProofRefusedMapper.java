package io.doorway.edge.proof;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers as RFC 9449 section 7.1 does. */
final class ProofRefusedMapper {

    @ServerExceptionMapper
    Response refused(ProofRefused refused) {
        return Response.fromResponse(refused.problem().asResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"")
                .build();
    }
}
