package io.doorway.session.token;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.session.client.AuthenticateClient;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.Endpoints;
import io.doorway.session.oauth.OAuthHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749 section 3.2). */
@Path(Endpoints.TOKEN)
@Tag(name = "OpenID Provider")
class TokenResource {
    private final AuthenticateClient clients;
    private final List<Grant> grants;
    private final Endpoints endpoints;
    private final Refusals refusals;
    private final Limits limits;
    private final MeterRegistry metrics;

    TokenResource(
            AuthenticateClient clients,
            @All List<Grant> grants,
            Endpoints endpoints,
            Refusals refusals,
            Limits limits,
            MeterRegistry metrics) {
        this.clients = clients;
        this.grants = grants;
        this.endpoints = endpoints;
        this.refusals = refusals;
        this.limits = limits;
        this.metrics = metrics;
    }

    @POST
    @Limited(Attempt.REDEEM)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Redeem an authorization code for an ID token and an access token")
    public Uni<Response> token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest connection,
            String body) {
        HTTPRequest request = OAuthHttp.form(endpoints.at(Endpoints.TOKEN), authorization, body);
        String source = connection.remoteAddress().hostAddress();
        ClientAuthentication credentials;
        try {
            credentials = ClientAuthentication.parse(request);
        } catch (ParseException e) {
            return Uni.createFrom().item(answer(refused(OAuth2Error.INVALID_CLIENT)));
        }
        return clients.authenticate(credentials)
                .chain(client -> client.isEmpty()
                        ? Uni.createFrom().item(strangerRefused(source))
                        : limits.of(
                                        Attempt.REDEEM,
                                        Refusals.Who.at(source)
                                                .asking(client.get().id()))
                                .chain(() -> trade(client.get(), request, source)))
                .map(this::answer);
    }

    private Uni<TokenResponse> trade(RegisteredClient client, HTTPRequest request, String source) {
        TokenRequest parsed;
        try {
            parsed = TokenRequest.parse(request);
        } catch (ParseException e) {
            return Uni.createFrom()
                    .item(refused(e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject()));
        }
        return grants.stream()
                .filter(grant ->
                        grant.type().equals(parsed.getAuthorizationGrant().getType()))
                .findFirst()
                .map(grant -> grant.trade(client, parsed.getAuthorizationGrant(), source))
                .orElseGet(() -> Uni.createFrom().item(refused(OAuth2Error.UNSUPPORTED_GRANT_TYPE)));
    }

    private TokenResponse strangerRefused(String source) {
        refusals.record(Attempt.REDEEM, RefusalReason.WRONG_SIGNATURE, Refusals.Who.at(source));
        return refused(OAuth2Error.INVALID_CLIENT);
    }

    private Response answer(TokenResponse response) {
        String outcome = response.indicatesSuccess()
                ? "issued"
                : response.toErrorResponse().getErrorObject().getCode();
        metrics.counter("doorway.token.requests", "outcome", outcome).increment();
        return OAuthHttp.answer(response);
    }

    private static TokenResponse refused(ErrorObject error) {
        return new TokenErrorResponse(error);
    }
}
