package io.doorway.session.provider.refresh;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The revocation endpoint (RFC 7009). The answer to a token that is unknown, expired or another client's is that of a token that was revoked
 * (section 2.2). {@code token_type_hint} is not needed: the form of a token says what it is.
 */
@Path(Endpoints.REVOKE)
@Tag(name = "OpenID Provider")
class RevocationResource {
    private final ClientCalls clientCalls;
    private final RevokeTokens revokeTokens;
    private final Endpoints endpoints;

    RevocationResource(ClientCalls clientCalls, RevokeTokens revokeTokens, Endpoints endpoints) {
        this.clientCalls = clientCalls;
        this.revokeTokens = revokeTokens;
        this.endpoints = endpoints;
    }

    @POST
    @RateLimited(Attempt.REDEEM)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Revoke one of the client's own access or refresh tokens")
    public Uni<Response> revoke(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.REVOKE), headers, body);
        return clientCalls.answer(
                clientCalls.call(Attempt.REDEEM, request, connection, true),
                (client, actor) -> revoke(client, RequestParameters.parse(body), actor),
                RevocationResource::refused);
    }

    private Uni<Response> revoke(RegisteredClient client, RequestParameters parameters, Actor actor) {
        Optional<String> token = parameters.single("token");
        if (token.isEmpty() || parameters.repeated()) {
            ErrorObject error = OAuth2Error.INVALID_REQUEST.setDescription("The parameter token must be sent once");
            return Uni.createFrom().item(refused(clientCalls.recorded(Attempt.REDEEM, actor, error)));
        }
        return revokeTokens
                .revoke(client, token.get(), actor.source())
                .map(revoked -> Response.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private static Response refused(ErrorObject error) {
        return OAuthHttp.toResponse(new TokenErrorResponse(error));
    }
}
