package io.doorway.session.provider.registration;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.registration.RegisterClient.Outcome;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The client configuration endpoint (RFC 7592): a client reads, replaces and removes its own registration. */
@Path(Endpoints.REGISTER + "/{client}")
@RateLimited(Attempt.ADMINISTER)
@Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Tag(name = "OpenID Provider")
class ClientConfigurationResource {
    private final RegistrationConfig config;
    private final RegisterClient registerClient;
    private final RegistrationResponses responses;
    private final RegistrationSecrets secrets;
    private final Refusals refusals;

    ClientConfigurationResource(
            RegistrationConfig config,
            RegisterClient registerClient,
            RegistrationResponses responses,
            RegistrationSecrets secrets,
            Refusals refusals) {
        this.config = config;
        this.registerClient = registerClient;
        this.responses = responses;
        this.secrets = secrets;
        this.refusals = refusals;
    }

    @GET
    @Operation(summary = "The client's registration; Authorization: Bearer <registration access token>")
    public Uni<Response> read(
            @PathParam("client") String client,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest connection) {
        return answer(client, authorization, connection, registerClient::find).map(outcome -> response(outcome, false));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replaces the client's registration")
    public Uni<Response> replace(
            @PathParam("client") String client,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest connection,
            String body) {
        return answer(client, authorization, connection, id -> registerClient.replace(id, body))
                .map(outcome -> response(outcome, false));
    }

    @DELETE
    @Operation(summary = "Removes the client")
    public Uni<Response> remove(
            @PathParam("client") String client,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest connection) {
        return answer(client, authorization, connection, registerClient::remove)
                .map(outcome -> response(outcome, true));
    }

    /** The token is verified before the database is asked, so that a wrong one costs nothing. */
    private Uni<Outcome> answer(
            String client,
            @Nullable String authorization,
            HttpServerRequest connection,
            Function<ClientId, Uni<Outcome>> work) {
        Optional<ClientId> proven =
                ClientId.parse(client).filter(id -> config.enabled() && isTokenOf(id, authorization));
        Uni<Outcome> outcome = proven.map(work).orElseGet(() -> Uni.createFrom().item(new Outcome.Unknown()));
        return outcome.invoke(result -> {
            if (result instanceof Outcome.Unknown) {
                refusals.record(Attempt.ADMINISTER, RefusalReason.WRONG_TOKEN, Actor.at(ClientAddress.of(connection)));
            }
        });
    }

    private boolean isTokenOf(ClientId client, @Nullable String authorization) {
        try {
            return authorization != null
                    && ConstantTime.equal(
                            secrets.registrationAccessToken(client).open(),
                            BearerAccessToken.parse(authorization).getValue());
        } catch (ParseException noToken) {
            return false;
        }
    }

    private Response response(Outcome outcome, boolean removed) {
        return switch (outcome) {
            case Outcome.Registered done ->
                removed
                        ? Response.noContent()
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .build()
                        : responses.registered(Response.Status.OK, done.registration());
            case Outcome.Refused refused -> RegistrationResponses.refused(refused.mistakes());
            case Outcome.Unknown unknown -> RegistrationResponses.wrongToken();
        };
    }
}
