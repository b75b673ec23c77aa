package io.doorway.session.provider.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.ClientCalls.ClientCall;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.request.ClientAddress;
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
import java.util.Date;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The introspection endpoint (RFC 7662). A client learns about its own access tokens only: a token of another client is answered as one that
 * does not exist.
 */
@Path(Endpoints.INTROSPECT)
@Tag(name = "OpenID Provider")
class IntrospectionResource {
    private final ClientCalls clientCalls;
    private final AccessTokens tokens;
    private final RevocationList revocationList;
    private final Endpoints endpoints;

    IntrospectionResource(
            ClientCalls clientCalls, AccessTokens tokens, RevocationList revocationList, Endpoints endpoints) {
        this.clientCalls = clientCalls;
        this.tokens = tokens;
        this.revocationList = revocationList;
        this.endpoints = endpoints;
    }

    @POST
    @RateLimited(Attempt.READ_CLAIMS)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Whether one of the client's own access tokens is valid, and what was approved with it")
    public Uni<Response> introspect(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.INTROSPECT), headers, body);
        return clientCalls.answer(
                new ClientCall(Attempt.READ_CLAIMS, request, ClientAddress.of(connection), false),
                (client, actor) -> introspect(client, RequestParameters.parse(body)),
                IntrospectionResource::refused);
    }

    private Uni<Response> introspect(RegisteredClient client, RequestParameters parameters) {
        Optional<String> text = parameters.single("token");
        if (text.isEmpty() || parameters.repeated()) {
            return Uni.createFrom()
                    .item(refused(OAuth2Error.INVALID_REQUEST.setDescription("The parameter token must be sent once")));
        }
        return tokens.find(text.get())
                .chain(found -> found.filter(token -> token.client().equals(client.id()))
                        .map(this::describe)
                        .orElseGet(() -> Uni.createFrom().item(inactive())));
    }

    private Uni<Response> describe(AccessToken token) {
        return revocationList
                .firstRevoked(new RevocationList.Account(token.account()), new RevocationList.Session(token.session()))
                .map(revoked -> revoked.isPresent() ? inactive() : active(token));
    }

    private Response active(AccessToken token) {
        TokenIntrospectionSuccessResponse.Builder response = new TokenIntrospectionSuccessResponse.Builder(true)
                .issuer(endpoints.issuer())
                .clientID(new ClientID(token.client().value()))
                .subject(new Subject(token.subject()))
                .scope(Scope.parse(token.scope()))
                .tokenType(token.dpopKey() == null ? AccessTokenType.BEARER : AccessTokenType.DPOP)
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.issuedAt().plus(AccessTokens.TTL)))
                .acr(new ACR(token.acr().uri()))
                .parameter("auth_time", token.authenticatedAt().getEpochSecond());
        if (token.dpopKey() != null) {
            response.jwkThumbprintConfirmation(new JWKThumbprintConfirmation(new Base64URL(token.dpopKey())));
        }
        token.approved().claims().forEach(response::parameter);
        return OAuthHttp.toResponse(response.build());
    }

    private static Response inactive() {
        return OAuthHttp.toResponse(new TokenIntrospectionSuccessResponse.Builder(false).build());
    }

    private static Response refused(ErrorObject error) {
        return OAuthHttp.toResponse(new TokenIntrospectionErrorResponse(error));
    }
}
