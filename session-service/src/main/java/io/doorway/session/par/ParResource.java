package io.doorway.session.par;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.refusal.Refusals;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.session.client.AuthenticateClient;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.Endpoints;
import io.doorway.session.oauth.OAuthHttp;
import io.doorway.session.request.AuthorizationChecks;
import io.doorway.session.request.AuthorizationChecks.Judgement;
import io.doorway.session.request.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The pushed authorization request endpoint (RFC 9126 section 2). */
@Path(Endpoints.PAR)
@Tag(name = "OpenID Provider")
class ParResource {
    /** What proves the client is no part of its request. */
    private static final Set<String> CREDENTIALS = Set.of("client_assertion", "client_assertion_type", "client_secret");

    private final AuthenticateClient clients;
    private final AuthorizationChecks checks;
    private final PushedRequests requests;
    private final Endpoints endpoints;
    private final Refusals refusals;
    private final Limits limits;

    ParResource(
            AuthenticateClient clients,
            AuthorizationChecks checks,
            PushedRequests requests,
            Endpoints endpoints,
            Refusals refusals,
            Limits limits) {
        this.clients = clients;
        this.checks = checks;
        this.requests = requests;
        this.endpoints = endpoints;
        this.refusals = refusals;
        this.limits = limits;
    }

    @POST
    @Limited(Attempt.PUSH)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Push an authorization request; the answer's request_uri begins the login")
    public Uni<Response> push(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest connection,
            String body) {
        Who who = Who.at(connection.remoteAddress().hostAddress());
        HTTPRequest request = OAuthHttp.form(endpoints.at(Endpoints.PAR), authorization, body);
        ClientAuthentication credentials;
        try {
            credentials = ClientAuthentication.parse(request);
        } catch (ParseException e) {
            return Uni.createFrom().item(refused(OAuth2Error.INVALID_CLIENT));
        }
        return clients.authenticate(credentials)
                .chain(client -> client.isEmpty()
                        ? Uni.createFrom().item(strangerRefused(who))
                        : limits.of(Attempt.PUSH, who.asking(client.get().id()))
                                .chain(() -> push(client.get(), requestOf(client.get(), Parameters.parse(body)))));
    }

    private Uni<Response> push(RegisteredClient client, Parameters parameters) {
        boolean own = parameters.single("client_id").equals(Optional.of(client.id()));
        if (!own) {
            return Uni.createFrom()
                    .item(refused(OAuth2Error.INVALID_REQUEST.setDescription("The client_id is another client's")));
        }
        boolean knownAddress = parameters
                .single("redirect_uri")
                .filter(client.redirectUris()::contains)
                .isPresent();
        if (!knownAddress) {
            return Uni.createFrom()
                    .item(refused(OAuth2Error.INVALID_REQUEST.setDescription("The redirect_uri is not registered")));
        }
        return switch (checks.judge(parameters, client)) {
            case Judgement.Refused refused -> Uni.createFrom().item(refused(refused.error()));
            case Judgement.Accepted accepted ->
                requests.push(client, parameters)
                        .map(reference -> OAuthHttp.answer(
                                new PushedAuthorizationSuccessResponse(reference, PushedRequests.LIFE.toSeconds())));
        };
    }

    /** The authorization request in the form (RFC 9126 section 2.1). */
    private static Parameters requestOf(RegisteredClient client, Parameters form) {
        Map<String, List<String>> all = new HashMap<>(form.all());
        all.keySet().removeAll(CREDENTIALS);
        all.putIfAbsent("client_id", List.of(client.id()));
        return new Parameters(all);
    }

    private Response strangerRefused(Who who) {
        refusals.record(Attempt.PUSH, RefusalReason.WRONG_SIGNATURE, who);
        return refused(OAuth2Error.INVALID_CLIENT);
    }

    /** RFC 9126 section 2.3: errors that a browser would be redirected with are a bad request here. */
    private static Response refused(ErrorObject error) {
        boolean redirects = error.getHTTPStatusCode() / 100 == 3;
        return OAuthHttp.answer(new PushedAuthorizationErrorResponse(redirects ? error.setHTTPStatusCode(400) : error));
    }
}
