package io.doorway.session.provider.device;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.UserCode;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.device.DeviceAuthorizations.NewCodes;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.request.RequestedScope;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The device authorization endpoint (RFC 8628 section 3.1). */
@Path(Endpoints.DEVICE_AUTHORIZATION)
@Tag(name = "OpenID Provider")
class DeviceAuthorizationResource {
    private final ClientCalls clientCalls;
    private final DeviceAuthorizations authorizations;
    private final Endpoints endpoints;

    DeviceAuthorizationResource(ClientCalls clientCalls, DeviceAuthorizations authorizations, Endpoints endpoints) {
        this.clientCalls = clientCalls;
        this.authorizations = authorizations;
        this.endpoints = endpoints;
    }

    @POST
    @RateLimited(Attempt.PUSH)
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Begin the login of a device that shows a code")
    public Uni<Response> authorize(
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED)) String body) {
        HTTPRequest request = OAuthHttp.posted(endpoints.at(Endpoints.DEVICE_AUTHORIZATION), headers, body);
        return clientCalls.answer(
                clientCalls.call(Attempt.PUSH, request, connection, true),
                (client, actor) -> create(client, RequestParameters.parse(body), actor),
                DeviceAuthorizationResource::refused);
    }

    private Uni<Response> create(RegisteredClient client, RequestParameters parameters, Actor actor) {
        if (!client.deviceGrant()) {
            return refusal(DeviceCodeGrantHandler.NOT_REGISTERED, actor);
        }
        // RFC 9396: an action would be approved for whoever holds the device, which nobody can see.
        if (parameters.has("authorization_details") || parameters.has("action")) {
            return refusal(OAuth2Error.INVALID_REQUEST.setDescription("The device grant is for logins only"), actor);
        }
        List<String> scope = RequestedScope.parse(parameters.single("scope").orElse("openid"));
        Optional<ErrorObject> wrongScope = RequestedScope.refusal(scope, client);
        return wrongScope.isPresent()
                ? refusal(wrongScope.get(), actor)
                : authorizations.create(client.id(), String.join(" ", scope)).map(this::response);
    }

    /**
     * Without {@code verification_uri_complete}: with it a person would follow a link that somebody sent, and type nothing (RFC 8628 section
     * 5.4).
     */
    private Response response(NewCodes codes) {
        return OAuthHttp.toResponse(new DeviceAuthorizationSuccessResponse(
                new DeviceCode(codes.deviceCode()),
                new UserCode(codes.typed().shown()),
                endpoints.at(Endpoints.DEVICE),
                null,
                DeviceAuthorizations.LIFETIME.toSeconds(),
                DeviceAuthorizations.INTERVAL.toSeconds(),
                null));
    }

    private Uni<Response> refusal(ErrorObject error, Actor actor) {
        return Uni.createFrom().item(refused(clientCalls.recorded(Attempt.PUSH, actor, error)));
    }

    private static Response refused(ErrorObject error) {
        return OAuthHttp.toResponse(new DeviceAuthorizationErrorResponse(error));
    }
}
