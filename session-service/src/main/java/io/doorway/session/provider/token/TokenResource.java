package io.doorway.session.provider.token;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.ClientCalls.ClientCall;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.dpop.VerifyClientProof;
import io.doorway.session.provider.dpop.VerifyClientProof.ProofResult;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.SdkParser;
import io.doorway.session.provider.request.RequestedResource;
import io.doorway.session.provider.token.GrantHandler.GrantRequest;
import io.doorway.store.NotPredictedException;
import io.doorway.web.limit.NamedClient;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749 section 3.2). */
@Path(Endpoints.TOKEN)
@Tag(name = "OpenID Provider")
class TokenResource {
    /** Errors that are part of a flow, or whose reason is recorded where it is found. */
    private static final Set<ErrorObject> EXPECTED = Set.of(
            OAuth2Error.INVALID_GRANT,
            OAuth2Error.USE_DPOP_NONCE,
            OAuth2Error.TEMPORARILY_UNAVAILABLE,
            OAuth2Error.ACCESS_DENIED,
            DeviceAuthorizationGrantError.AUTHORIZATION_PENDING,
            DeviceAuthorizationGrantError.SLOW_DOWN,
            DeviceAuthorizationGrantError.EXPIRED_TOKEN);

    private static final ErrorObject MALFORMED = OAuth2Error.INVALID_REQUEST.setDescription(
            "The token request is malformed: compare its parameters with RFC 6749 section 4.1.3");

    private final ClientCalls clientCalls;
    private final VerifyClientProof proofs;
    private final List<GrantHandler> grantHandlers;
    private final Endpoints endpoints;
    private final RateLimits limits;
    private final MeterRegistry metrics;
    private final Refusals refusals;

    TokenResource(
            ClientCalls clientCalls,
            VerifyClientProof proofs,
            @All List<GrantHandler> grantHandlers,
            Endpoints endpoints,
            RateLimits limits,
            MeterRegistry metrics,
            Refusals refusals) {
        this.refusals = refusals;
        this.clientCalls = clientCalls;
        this.proofs = proofs;
        this.grantHandlers = grantHandlers;
        this.endpoints = endpoints;
        this.limits = limits;
        this.metrics = metrics;
    }

    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Redeem an authorization code or a refresh token for an ID token and an access token")
    public Uni<Response> token(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.TOKEN), headers, body);
        Actor sender = NamedClient.of(connection, Actor.at(ClientAddress.of(connection)));
        ClientCall call = new ClientCall(Attempt.REDEEM, request, sender.source(), true);
        RequestParameters form = RequestParameters.parse(request.getBody());
        Uni<TokenResponse> answer = predict(form, headers)
                ? predicted(call, sender)
                        .onFailure(NotPredictedException.class)
                        .recoverWithUni(() -> read(call, sender, form))
                : read(call, sender, form);
        return answer.map(this::toResponse);
    }

    /** Not for a request with an assertion or a proof, which its prediction would use up. */
    private boolean predict(RequestParameters form, HttpHeaders headers) {
        return !form.has("client_assertion")
                && headers.getHeaderString("DPoP") == null
                && grantHandlers.stream().anyMatch(handler -> handler.predict(form));
    }

    /** Nothing is read: the limits of the source and those of the client are conditions of what the grant leads to. */
    private Uni<TokenResponse> predicted(ClientCall call, Actor sender) {
        Uni<Void> ofSource = limits.sourceHasCapacity(Attempt.REDEEM, sender)
                .invoke(capacity -> {
                    if (!capacity) {
                        throw new NotPredictedException();
                    }
                })
                .replaceWithVoid()
                .memoize()
                .indefinitely();
        return clientCalls
                .answerUncounted(
                        call,
                        (client, actor) -> exchange(client, call.request(), actor, ofSource),
                        TokenResource::error)
                .call(() -> ofSource);
    }

    /** What the grant needs is read together with the limits of the source. */
    private Uni<TokenResponse> read(ClientCall call, Actor sender, RequestParameters form) {
        grantHandlers.forEach(handler -> handler.begin(form));
        Uni<Void> checked = Uni.createFrom().voidItem();
        return limits.beforeAuthentication(Attempt.REDEEM, sender)
                .chain(verification -> clientCalls
                        .answerUncounted(
                                call,
                                (client, actor) -> exchange(client, call.request(), actor, checked),
                                TokenResource::error)
                        .onTermination()
                        .invoke(verification::end));
    }

    /** Whatever the answer is, the request is counted for its client. */
    private Uni<TokenResponse> exchange(
            RegisteredClient client, HTTPRequest request, Actor actor, Uni<Void> sourceLimits) {
        Uni<Void> ofClient = clientCalls.limits(Attempt.REDEEM, actor);
        Uni<Void> both = Uni.combine().all().unis(sourceLimits, ofClient).discardItems();
        return exchangeWithin(client, request, actor, both)
                .call(() -> ofClient)
                .invoke(response -> recordRefusal(response, actor));
    }

    /** The handlers of grants record why they refuse a grant. */
    private void recordRefusal(TokenResponse response, Actor actor) {
        if (response instanceof TokenErrorResponse refused && !EXPECTED.contains(refused.getErrorObject())) {
            refusals.record(
                    Attempt.REDEEM, RefusalReason.INVALID_REQUEST, actor, ClientCalls.of(refused.getErrorObject()));
        }
    }

    private Uni<TokenResponse> exchangeWithin(
            RegisteredClient client, HTTPRequest request, Actor actor, Uni<Void> clientLimits) {
        Optional<ErrorObject> wrongType = grantTypeRefusal(RequestParameters.parse(request.getBody()));
        if (wrongType.isPresent()) {
            return Uni.createFrom().item(error(wrongType.get()));
        }
        TokenRequest tokenRequest;
        try {
            tokenRequest = SdkParser.parse(() -> TokenRequest.parse(request));
        } catch (ParseException e) {
            return Uni.createFrom().item(error(e.getErrorObject() == null ? MALFORMED : e.getErrorObject()));
        }
        Optional<ErrorObject> wrongResource = RequestedResource.refusal(tokenRequest.getResources(), client);
        if (wrongResource.isPresent()) {
            return Uni.createFrom().item(error(wrongResource.get()));
        }
        return grantHandlers.stream()
                .filter(handler -> handler.type()
                        .equals(tokenRequest.getAuthorizationGrant().getType()))
                .findFirst()
                .map(handler -> proofs.verify(request, client.id()).chain(proof -> switch (proof) {
                    case ProofResult.Proved proved ->
                        handler.exchange(grantRequest(client, tokenRequest, proved.key(), actor), clientLimits);
                    case ProofResult.Missing missing ->
                        exchangeWithoutProof(handler, client, tokenRequest, actor, clientLimits);
                    case ProofResult.Refused refused -> Uni.createFrom().item(error(refused.error()));
                }))
                .orElseGet(() -> Uni.createFrom().item(error(OAuth2Error.UNSUPPORTED_GRANT_TYPE)));
    }

    /** Before anything else is missed that another grant type would need. */
    private Optional<ErrorObject> grantTypeRefusal(RequestParameters form) {
        List<String> supported = grantHandlers.stream()
                .map(handler -> handler.type().getValue())
                .sorted()
                .toList();
        Optional<String> sent = form.single("grant_type");
        if (sent.filter(supported::contains).isPresent()) {
            return Optional.empty();
        }
        String expected = "expected one of " + String.join(", ", supported);
        return Optional.of(
                sent.isEmpty()
                        ? OAuth2Error.INVALID_REQUEST.setDescription("The parameter grant_type is missing: " + expected)
                        : OAuth2Error.UNSUPPORTED_GRANT_TYPE.setDescription(
                                "The grant_type is not supported: " + expected));
    }

    /** RFC 9449 section 5.2, FAPI 2.0 Security Profile section 5.3.2.1. The grant is not used up. */
    private Uni<TokenResponse> exchangeWithoutProof(
            GrantHandler handler, RegisteredClient client, TokenRequest request, Actor actor, Uni<Void> clientLimits) {
        if (!client.tokens().dpopRequired()) {
            return handler.exchange(grantRequest(client, request, null, actor), clientLimits);
        }
        ErrorObject noProof = OAuth2Error.INVALID_GRANT.setDescription(
                "The client is registered for sender-constrained tokens: send a DPoP proof (RFC 9449)");
        refusals.record(Attempt.REDEEM, RefusalReason.INVALID_REQUEST, actor, ClientCalls.of(noProof));
        return Uni.createFrom().item(error(noProof));
    }

    private static GrantRequest grantRequest(
            RegisteredClient client, TokenRequest request, @Nullable String dpopKey, Actor actor) {
        return new GrantRequest(
                client,
                request.getAuthorizationGrant(),
                request.getScope(),
                RequestedResource.of(request.getResources()),
                dpopKey,
                actor);
    }

    private Response toResponse(TokenResponse response) {
        String outcome = response.indicatesSuccess()
                ? "issued"
                : response.toErrorResponse().getErrorObject().getCode();
        metrics.counter("doorway.token.requests", "outcome", outcome).increment();
        return OAuthHttp.toResponse(response);
    }

    private static TokenResponse error(ErrorObject error) {
        return new TokenErrorResponse(error);
    }
}
