package io.doorway.session.provider.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
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
import java.time.InstantSource;
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
    private static final String SIGNED = "application/token-introspection+jwt";
    private static final JOSEObjectType TYPE = new JOSEObjectType("token-introspection+jwt");

    private final ClientCalls clientCalls;
    private final AccessTokens tokens;
    private final IssuedAccessTokens issuedAccessTokens;
    private final RevocationList revocationList;
    private final SigningKeys keys;
    private final Endpoints endpoints;
    private final InstantSource clock;

    IntrospectionResource(
            ClientCalls clientCalls,
            AccessTokens tokens,
            IssuedAccessTokens issuedAccessTokens,
            RevocationList revocationList,
            SigningKeys keys,
            Endpoints endpoints,
            InstantSource clock) {
        this.clientCalls = clientCalls;
        this.tokens = tokens;
        this.issuedAccessTokens = issuedAccessTokens;
        this.revocationList = revocationList;
        this.keys = keys;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    @POST
    @RateLimited(Attempt.READ_CLAIMS)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, SIGNED, MediaType.WILDCARD})
    @Operation(summary = "Whether one of the client's own access tokens is valid, and what was approved with it")
    public Uni<Response> introspect(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.INTROSPECT), headers, body);
        return clientCalls.answer(
                clientCalls.call(Attempt.READ_CLAIMS, request, connection, false),
                (client, actor) -> introspect(client, RequestParameters.parse(body), wantsSigned(headers), actor),
                IntrospectionResource::refused);
    }

    /** RFC 9701 section 4. */
    private static boolean wantsSigned(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> SIGNED.equalsIgnoreCase(type.getType() + "/" + type.getSubtype()));
    }

    private Uni<Response> introspect(
            RegisteredClient client, RequestParameters parameters, boolean signed, Actor actor) {
        Optional<String> text = parameters.single("token");
        if (text.isEmpty() || parameters.repeated()) {
            ErrorObject error = OAuth2Error.INVALID_REQUEST.setDescription("The parameter token must be sent once");
            return Uni.createFrom().item(refused(clientCalls.recorded(Attempt.READ_CLAIMS, actor, error)));
        }
        return issuedAccessTokens
                .opaque(text.get())
                .map(tokens::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(found -> found.filter(token -> token.client().equals(client.id()))
                        .map(this::describe)
                        .orElseGet(() -> Uni.createFrom().item(inactive())))
                .map(description -> signed ? signed(client, description) : OAuthHttp.toResponse(description));
    }

    /** RFC 9701 section 5. */
    private Response signed(RegisteredClient client, TokenIntrospectionSuccessResponse description) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(endpoints.issuer().getValue())
                .audience(client.id().value())
                .issueTime(Date.from(clock.instant()))
                .claim("token_introspection", description.toJSONObject())
                .build();
        JWSAlgorithm algorithm = client.tokens().introspectionAlgorithm(client.idTokenAlgorithm());
        return Response.ok(keys.sign(claims, algorithm, TYPE).serialize(), SIGNED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Uni<TokenIntrospectionSuccessResponse> describe(AccessToken token) {
        return revocationList
                .firstRevoked(new RevocationList.Account(token.account()), new RevocationList.Session(token.session()))
                .map(revoked -> revoked.isPresent() ? inactive() : active(token));
    }

    private TokenIntrospectionSuccessResponse active(AccessToken token) {
        TokenIntrospectionSuccessResponse.Builder response = new TokenIntrospectionSuccessResponse.Builder(true)
                .issuer(endpoints.issuer())
                .clientID(new ClientID(token.client().value()))
                .subject(new Subject(token.subject()))
                .scope(Scope.parse(token.scope()))
                .tokenType(Confirmation.isDpop(token.confirmation()) ? AccessTokenType.DPOP : AccessTokenType.BEARER)
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.issuedAt().plus(AccessTokens.TTL)))
                .acr(new ACR(token.acr().uri()))
                .parameter("auth_time", token.authenticatedAt().getEpochSecond());
        if (token.resource() != null) {
            response.audience(new Audience(token.resource()).toSingleAudienceList());
        }
        if (token.confirmation() != null) {
            response.parameter("cnf", token.confirmation().claim());
        }
        token.approved().described().forEach(response::parameter);
        return response.build();
    }

    private static TokenIntrospectionSuccessResponse inactive() {
        return new TokenIntrospectionSuccessResponse.Builder(false).build();
    }

    private static Response refused(ErrorObject error) {
        return OAuthHttp.toResponse(new TokenIntrospectionErrorResponse(error));
    }
}
