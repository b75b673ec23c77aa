package io.doorway.session.provider.par;

import static io.doorway.session.provider.request.AuthorizationChecks.DPOP_JKT;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.client.RequestObjects;
import io.doorway.session.provider.client.RequestObjects.RequestObject;
import io.doorway.session.provider.dpop.VerifyClientProof;
import io.doorway.session.provider.dpop.VerifyClientProof.ProofResult;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.request.AddressMistake;
import io.doorway.session.provider.request.AuthorizationChecks;
import io.doorway.session.provider.request.AuthorizationChecks.Channel;
import io.doorway.session.provider.request.AuthorizationChecks.RequestDecision;
import io.doorway.session.provider.request.RegisteredRedirectUri;
import io.doorway.web.limit.RateLimited;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pushed authorization request endpoint (RFC 9126 section 2). */
@Path(Endpoints.PAR)
@Tag(name = "OpenID Provider")
class ParResource {
    /** Parameters of the client authentication, which are not part of the authorization request. */
    private static final Set<String> CREDENTIALS = Set.of("client_assertion", "client_assertion_type", "client_secret");

    /** The first answer to a client that has no nonce yet. */
    private static final Set<ErrorObject> UNRECORDED = Set.of(OAuth2Error.USE_DPOP_NONCE);

    private final ClientCalls clientCalls;
    private final RequestObjects requestObjects;
    private final VerifyClientProof proofs;
    private final AuthorizationChecks checks;
    private final PushedRequests pushedRequests;
    private final Endpoints endpoints;

    ParResource(
            ClientCalls clientCalls,
            RequestObjects requestObjects,
            VerifyClientProof proofs,
            AuthorizationChecks checks,
            PushedRequests pushedRequests,
            Endpoints endpoints) {
        this.clientCalls = clientCalls;
        this.requestObjects = requestObjects;
        this.proofs = proofs;
        this.checks = checks;
        this.pushedRequests = pushedRequests;
        this.endpoints = endpoints;
    }

    @POST
    @RateLimited(Attempt.PUSH)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Push an authorization request; the request_uri of the response begins the login")
    public Uni<Response> push(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.PAR), headers, body);
        return clientCalls
                .answer(
                        clientCalls.call(Attempt.PUSH, request, connection, true),
                        (client, actor) -> pushSigned(client, request, RequestParameters.parse(body))
                                .map(response -> clientCalls.recorded(Attempt.PUSH, actor, response, UNRECORDED)),
                        ParResource::refused)
                .map(OAuthHttp::toResponse);
    }

    /** RFC 9126 section 3: the request object contains the whole authorization request. */
    private Uni<PushedAuthorizationResponse> pushSigned(
            RegisteredClient client, HTTPRequest request, RequestParameters form) {
        RequestParameters parameters = authorizationRequest(client, form);
        if (!parameters.hasValue("request")) {
            return client.tokens().signedRequests()
                    ? Uni.createFrom()
                            .item(refused(OAuth2Error.INVALID_REQUEST.setDescription(
                                    "The client is registered for signed request objects: send the parameter request")))
                    : pushWithProof(client, request, parameters);
        }
        Optional<String> object = parameters.single("request");
        if (object.isEmpty() || !parameters.all().keySet().equals(Set.of("request", "client_id"))) {
            return Uni.createFrom()
                    .item(refused(OAuth2Error.INVALID_REQUEST.setDescription(
                            "With a request object, send no other parameter of the authorization"
                                    + " request than client_id")));
        }
        return requestObjects.read(client, object.get()).chain(result -> switch (result) {
            case RequestObject.Valid valid -> pushWithProof(client, request, valid.parameters());
            case RequestObject.Invalid invalid -> Uni.createFrom().item(refused(invalid.error()));
        });
    }

    /** RFC 9449 section 10.1: a proof binds the code to its key, as the parameter {@code dpop_jkt} does. */
    private Uni<PushedAuthorizationResponse> pushWithProof(
            RegisteredClient client, HTTPRequest request, RequestParameters parameters) {
        return proofs.verify(request, client.id()).chain(proof -> switch (proof) {
            case ProofResult.Missing missing -> push(client, parameters);
            case ProofResult.Refused refused -> Uni.createFrom().item(refused(refused.error()));
            case ProofResult.Proved proved ->
                parameters.has(DPOP_JKT) && !parameters.single(DPOP_JKT).equals(Optional.of(proved.key()))
                        ? Uni.createFrom()
                                .item(refused(OAuth2Error.INVALID_REQUEST.setDescription(
                                        "dpop_jkt is not the thumbprint of the key of the DPoP proof")))
                        : push(client, parameters.with(DPOP_JKT, proved.key()));
        });
    }

    private Uni<PushedAuthorizationResponse> push(RegisteredClient client, RequestParameters parameters) {
        boolean sameClient =
                parameters.single("client_id").equals(Optional.of(client.id().value()));
        if (!sameClient) {
            return Uni.createFrom()
                    .item(refused(OAuth2Error.INVALID_REQUEST.setDescription(
                            "The client_id is not that of the authenticated client")));
        }
        if (RegisteredRedirectUri.of(parameters, client).isEmpty()) {
            // Anybody can name a public client.
            String description = client.isPublic()
                    ? AddressMistake.REDIRECT_URI_NOT_REGISTERED
                    : AddressMistake.ofRedirectUri(parameters, client);
            return Uni.createFrom().item(refused(OAuth2Error.INVALID_REQUEST.setDescription(description)));
        }
        return switch (checks.check(parameters, client, Channel.PUSHED)) {
            case RequestDecision.Refused refused -> Uni.createFrom().item(refused(refused.error()));
            case RequestDecision.Accepted accepted ->
                pushedRequests
                        .push(client, parameters)
                        .map(requestUri ->
                                new PushedAuthorizationSuccessResponse(requestUri, PushedRequests.TTL.toSeconds()));
        };
    }

    /** The authorization request in the form (RFC 9126 section 2.1). */
    private static RequestParameters authorizationRequest(RegisteredClient client, RequestParameters form) {
        Map<String, List<String>> parameters = new HashMap<>(form.all());
        parameters.keySet().removeAll(CREDENTIALS);
        parameters.putIfAbsent("client_id", List.of(client.id().value()));
        return new RequestParameters(parameters);
    }

    /** RFC 9126 section 2.3: an error that the authorization endpoint returns by redirect is answered with 400 here. */
    private static PushedAuthorizationResponse refused(ErrorObject error) {
        boolean redirect = error.getHTTPStatusCode() / 100 == 3;
        return new PushedAuthorizationErrorResponse(redirect ? error.setHTTPStatusCode(400) : error);
    }
}
