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
import io.doorway.session.provider.certificate.ClientCertificate;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.ClientCalls.ClientCall;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.client.RegisteredClient.ByCertificate;
import io.doorway.session.provider.dpop.VerifyClientProof;
import io.doorway.session.provider.dpop.VerifyClientProof.ProofResult;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.Confirmation.Method;
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
import java.security.cert.X509Certificate;
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
    /** Errors that are part of a flow, or that the handlers of grants record. */
    private static final Set<ErrorObject> UNRECORDED = Set.of(
            OAuth2Error.INVALID_GRANT,
            OAuth2Error.USE_DPOP_NONCE,
            OAuth2Error.TEMPORARILY_UNAVAILABLE,
            OAuth2Error.ACCESS_DENIED,
            DeviceAuthorizationGrantError.AUTHORIZATION_PENDING,
            DeviceAuthorizationGrantError.SLOW_DOWN,
            DeviceAuthorizationGrantError.EXPIRED_TOKEN);

    private static final ErrorObject MALFORMED = OAuth2Error.INVALID_REQUEST.setDescription(
            "The token request is malformed: compare its parameters with RFC 6749 section 4.1.3");

    private static final ErrorObject NO_CERTIFICATE = OAuth2Error.INVALID_REQUEST.setDescription(
            "The client is registered for certificate-bound tokens: send the request with a client certificate, to the"
                    + " address in mtls_endpoint_aliases (RFC 8705)");

    private final ClientCalls clientCalls;
    private final VerifyClientProof proofs;
    private final List<GrantHandler> grantHandlers;
    private final Endpoints endpoints;
    private final RateLimits limits;
    private final MeterRegistry metrics;

    TokenResource(
            ClientCalls clientCalls,
            VerifyClientProof proofs,
            @All List<GrantHandler> grantHandlers,
            Endpoints endpoints,
            RateLimits limits,
            MeterRegistry metrics) {
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
        ClientCall call = clientCalls.call(Attempt.REDEEM, request, connection, true);
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
                .answerUncounted(call, (client, actor) -> exchange(client, call, actor, ofSource), TokenResource::error)
                .call(() -> ofSource);
    }

    /** What the grant needs is read together with the limits of the source. */
    private Uni<TokenResponse> read(ClientCall call, Actor sender, RequestParameters form) {
        grantHandlers.forEach(handler -> handler.begin(form));
        Uni<Void> checked = Uni.createFrom().voidItem();
        return limits.beforeAuthentication(Attempt.REDEEM, sender)
                .chain(verification -> clientCalls
                        .answerUncounted(
                                call, (client, actor) -> exchange(client, call, actor, checked), TokenResource::error)
                        .onTermination()
                        .invoke(verification::end));
    }

    /** Whatever the answer is, the request is counted for its client. */
    private Uni<TokenResponse> exchange(RegisteredClient client, ClientCall call, Actor actor, Uni<Void> sourceLimits) {
        Uni<Void> ofClient = clientCalls.limits(Attempt.REDEEM, actor);
        Uni<Void> both = Uni.combine().all().unis(sourceLimits, ofClient).discardItems();
        return exchangeWithin(client, call, actor, both)
                .call(() -> ofClient)
                .map(response -> clientCalls.recorded(Attempt.REDEEM, actor, response, UNRECORDED));
    }

    private Uni<TokenResponse> exchangeWithin(
            RegisteredClient client, ClientCall call, Actor actor, Uni<Void> clientLimits) {
        Optional<ErrorObject> wrongType =
                grantTypeRefusal(RequestParameters.parse(call.request().getBody()));
        if (wrongType.isPresent()) {
            return Uni.createFrom().item(error(wrongType.get()));
        }
        TokenRequest tokenRequest;
        if (client.credentials() instanceof ByCertificate
                && call.certificate() instanceof ClientCertificate.Presented(X509Certificate certificate)) {
            // For the SDK, which expects that a client with the grant of CIBA has sent credentials.
            call.request().setClientX509Certificate(certificate);
        }
        try {
            tokenRequest = SdkParser.parse(() -> TokenRequest.parse(call.request()));
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
                .map(handler -> proofs.verify(call.request(), client.id())
                        .map(proof -> confirmation(client, call, proof))
                        .chain(result -> switch (result) {
                            case ConfirmationResult.Accepted(Confirmation confirmation) ->
                                handler.exchange(grantRequest(client, tokenRequest, confirmation, actor), clientLimits);
                            case ConfirmationResult.Refused(ErrorObject error) -> {
                                // The handlers record why they refuse a grant; this one reaches none.
                                if (OAuth2Error.INVALID_GRANT.equals(error)) {
                                    clientCalls.recorded(Attempt.REDEEM, actor, error);
                                }
                                yield Uni.createFrom().item(error(error));
                            }
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

    private sealed interface ConfirmationResult {
        /** @param confirmation what the tokens are bound to, or null */
        record Accepted(@Nullable Confirmation confirmation) implements ConfirmationResult {}

        record Refused(ErrorObject error) implements ConfirmationResult {}
    }

    /** RFC 9449 section 5.2, RFC 8705 section 3, FAPI 2.0 Security Profile section 5.3.2.1. A refusal does not use up the grant. */
    private static ConfirmationResult confirmation(RegisteredClient client, ClientCall call, ProofResult proof) {
        Method required = client.tokens().confirmation();
        return switch (proof) {
            case ProofResult.Refused refused -> new ConfirmationResult.Refused(refused.error());
            case ProofResult.Proved proved
            when required == Method.CERTIFICATE ->
                new ConfirmationResult.Refused(OAuth2Error.INVALID_DPOP_PROOF.setDescription(
                        "The client is registered for certificate-bound tokens: send no DPoP proof"));
            case ProofResult.Proved proved -> new ConfirmationResult.Accepted(Confirmation.ofProof(proved.key()));
            case ProofResult.Missing missing
            when required == Method.CERTIFICATE ->
                call.certificate()
                        .confirmation()
                        .<ConfirmationResult>map(ConfirmationResult.Accepted::new)
                        .orElseGet(() -> new ConfirmationResult.Refused(NO_CERTIFICATE));
            case ProofResult.Missing missing
            when required == Method.DPOP ->
                new ConfirmationResult.Refused(OAuth2Error.INVALID_GRANT.setDescription(
                        "The client is registered for sender-constrained tokens: send a DPoP proof (RFC 9449)"));
            case ProofResult.Missing missing -> new ConfirmationResult.Accepted(null);
        };
    }

    private static GrantRequest grantRequest(
            RegisteredClient client, TokenRequest request, @Nullable Confirmation confirmation, Actor actor) {
        return new GrantRequest(
                client,
                request.getAuthorizationGrant(),
                request.getScope(),
                RequestedResource.of(request.getResources()),
                confirmation,
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
