package io.doorway.session.provider.dpop;

import io.doorway.session.provider.oauth.OAuthHttp;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives a client that sends proofs the nonce for its next one, with every response (RFC 9449 section 8.2). */
class DpopNonceHeader {
    private static final String NAME = "DPoP-Nonce";

    private final DpopNonces nonces;

    DpopNonceHeader(DpopNonces nonces) {
        this.nonces = nonces;
    }

    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response, UriInfo address) {
        if (address.getPath().startsWith("/oauth2/") && request.getHeaders().containsKey(OAuthHttp.DPOP)) {
            response.getHeaders().putSingle(NAME, nonces.current().getValue());
        }
    }
}
