package io.doorway.session.provider.keys;

import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.PublicDocument;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys of the provider as a JWK set (RFC 7517 section 5). */
@Path(Endpoints.JWKS)
@Tag(name = "OpenID Provider")
class JwksResource {
    private final SigningKeys keys;
    private volatile PublicDocument document;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
        this.document = new PublicDocument(json());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "The keys that ID tokens are verified with")
    public Response keys(@Context Request request) {
        String json = json();
        if (!document.json().equals(json)) {
            document = new PublicDocument(json);
        }
        return document.answer(request);
    }

    private String json() {
        return keys.publicKeys().toString(true);
    }
}
