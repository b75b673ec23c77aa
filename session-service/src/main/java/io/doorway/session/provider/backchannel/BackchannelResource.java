package io.doorway.session.provider.backchannel;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAErrorResponse;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.backchannel.StartBackchannelLogin.Started;
import io.doorway.session.provider.client.BackchannelRegistration;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.client.RequestObjects;
import io.doorway.session.provider.client.RequestObjects.RequestObject;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The backchannel authentication endpoint (OpenID Connect CIBA Core 1.0 section 7). */
@Path(Endpoints.BACKCHANNEL)
@Tag(name = "OpenID Provider")
class BackchannelResource {
    /** Parameters of the client authentication, which are not part of the request. */
    private static final Set<String> CREDENTIALS =
            Set.of("client_id", "client_assertion", "client_assertion_type", "client_secret");

    private final ClientCalls clientCalls;
    private final RequestObjects requestObjects;
    private final StartBackchannelLogin start;
    private final Endpoints endpoints;

    BackchannelResource(
            ClientCalls clientCalls, RequestObjects requestObjects, StartBackchannelLogin start, Endpoints endpoints) {
        this.clientCalls = clientCalls;
        this.requestObjects = requestObjects;
        this.start = start;
        this.endpoints = endpoints;
    }

    @POST
    @RateLimited(Attempt.PUSH)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Ask the person of a known account on their phone, without a browser (OpenID Connect CIBA)")
    public Uni<Response> authenticate(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.BACKCHANNEL), headers, body);
        return clientCalls.answer(
                clientCalls.call(Attempt.PUSH, request, connection, false),
                (client, actor) -> read(client, RequestParameters.parse(body).without(CREDENTIALS), actor)
                        .map(this::answer),
                BackchannelResource::refused);
    }

    private Uni<Started> read(RegisteredClient client, RequestParameters parameters, Actor actor) {
        BackchannelRegistration registration = client.backchannel();
        if (registration == null) {
            return refusal(BackchannelGrantHandler.NOT_REGISTERED, actor);
        }
        return parameters.hasValue("request") || registration.requestAlgorithm() != null
                ? readSigned(client, registration, parameters, actor)
                : start.start(client, parameters, actor);
    }

    /** Section 7.1.1, FAPI-CIBA section 5.2.2: every parameter is in the request object. */
    private Uni<Started> readSigned(
            RegisteredClient client, BackchannelRegistration registration, RequestParameters parameters, Actor actor) {
        if (registration.requestAlgorithm() == null) {
            return refusal(
                    invalid("The client is not registered for signed requests: register"
                            + " backchannel_authentication_request_signing_alg"),
                    actor);
        }
        Optional<String> object = parameters.single("request");
        if (object.isEmpty()) {
            return refusal(invalid("The client is registered for signed requests: send the parameter request"), actor);
        }
        if (!parameters.all().keySet().equals(Set.of("request"))) {
            return refusal(
                    invalid("With the parameter request, send no other one than those of the client authentication"),
                    actor);
        }
        return requestObjects
                .readBackchannel(client, registration.requestAlgorithm(), object.get())
                .chain(result -> switch (result) {
                    case RequestObject.Valid valid -> start.start(client, valid.parameters(), actor);
                    case RequestObject.Invalid invalid ->
                        // Section 13 has no error of its own for it.
                        refusal(invalid(String.valueOf(invalid.error().getDescription())), actor);
                });
    }

    private Response answer(Started started) {
        return switch (started) {
            case Started.Refused(ErrorObject error, RefusalReason reason, Actor actor) ->
                refused(clientCalls.recorded(Attempt.PUSH, reason, actor, error));
            case Started.Accepted accepted ->
                OAuthHttp.toResponse(new CIBARequestAcknowledgement(
                        new AuthRequestID(accepted.requestId().open()),
                        (int) accepted.expiresIn().toSeconds(),
                        (int) BackchannelPolls.INTERVAL.toSeconds()));
        };
    }

    private static ErrorObject invalid(String description) {
        return OAuth2Error.INVALID_REQUEST.setDescription(description);
    }

    private static Uni<Started> refusal(ErrorObject error, Actor actor) {
        return Uni.createFrom().item(new Started.Refused(error, RefusalReason.INVALID_REQUEST, actor));
    }

    private static Response refused(ErrorObject error) {
        return OAuthHttp.toResponse(new CIBAErrorResponse(error));
    }
}
