package io.doorway.session.keys;

import io.doorway.session.oauth.Endpoints;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys (RFC 7517). */
@Path(Endpoints.JWKS)
@Tag(name = "OpenID Provider")
class JwksResource {
    private final String keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys.published().toString(true);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The keys that ID tokens are verified with")
    public Response keys() {
        return Response.ok(keys).header("Cache-Control", "public, max-age=300").build();
    }
}
