package io.doorway.session.provider.registration;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.registration.RegisterClient.Outcome;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.operator.Operator;
import io.doorway.web.problem.Problem;
import io.doorway.web.request.ClientAddress;
import io.quarkus.logging.Log;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The client registration endpoint (RFC 7591 section 3). The initial access token is an operator's token. */
@Path(Endpoints.REGISTER)
@Tag(name = "OpenID Provider")
class RegistrationResource {
    private static final String ROLE = "registration";

    private final RegistrationConfig config;
    private final RegisterClient registerClient;
    private final RegistrationResponses responses;
    private final CurrentIdentityAssociation identities;

    RegistrationResource(
            RegistrationConfig config,
            RegisterClient registerClient,
            RegistrationResponses responses,
            CurrentIdentityAssociation identities) {
        this.config = config;
        this.registerClient = registerClient;
        this.responses = responses;
        this.identities = identities;
    }

    @POST
    @RateLimited(Attempt.ADMINISTER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "Registers a client; Authorization: Bearer <operator's token with the role registration>")
    public Uni<Response> register(@Context HttpServerRequest connection, String body) {
        if (!config.enabled()) {
            throw Problem.of(404, "not-found", "Clients are not registered by requests here.")
                    .asException();
        }
        return identities
                .getDeferredIdentity()
                .chain(identity -> {
                    requireRole(identity);
                    return registerClient
                            .register(body)
                            .invoke(outcome -> log(outcome, Operator.of(identity, ClientAddress.of(connection))));
                })
                .map(this::response);
    }

    private static void requireRole(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!identity.hasRole(ROLE)) {
            throw new ForbiddenException();
        }
    }

    private Response response(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Registered done -> responses.registered(Response.Status.CREATED, done.registration());
            case Outcome.Refused refused -> RegistrationResponses.refused(refused.mistakes());
            case Outcome.Unknown unknown -> throw new IllegalStateException("a new client needs no registration");
        };
    }

    private static void log(Outcome outcome, Operator operator) {
        if (outcome instanceof Outcome.Registered done) {
            Log.infof(
                    "client %s was registered with the token %s of %s",
                    done.registration().client(), operator.token(), operator.subject());
        }
    }
}
