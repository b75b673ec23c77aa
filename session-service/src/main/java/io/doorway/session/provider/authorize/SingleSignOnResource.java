package io.doorway.session.provider.authorize;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.login.browser.AuthenticateBrowser;
import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.sso.DeviceBinding;
import io.doorway.session.provider.sso.SessionCookie;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Logs in by the session of the browser, without the phone. */
@Path(SingleSignOnResource.PATH)
@Tag(name = "Login page")
class SingleSignOnResource {
    static final String PATH = "/login/single-sign-on";

    private static final String BEARER = "Bearer ";
    private static final Problem LOGIN_REQUIRED = Problem.of(
            403, "login-required", "This browser has no session that answers the request. Approve it with the phone.");

    private final ContinueSession continueSession;
    private final AuthenticateBrowser authenticateBrowser;
    private final LoginTickets tickets;
    private final Refusals refusals;
    private final MeterRegistry metrics;

    SingleSignOnResource(
            ContinueSession continueSession,
            AuthenticateBrowser authenticateBrowser,
            LoginTickets tickets,
            Refusals refusals,
            MeterRegistry metrics) {
        this.continueSession = continueSession;
        this.authenticateBrowser = authenticateBrowser;
        this.tickets = tickets;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /**
     * @param redirectTo the address that the page redirects to
     */
    record ContinuedBody(@JsonProperty("redirect_to") URI redirectTo) {}

    @POST
    @RateLimited(Attempt.CONSUME)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Answer the authorization request of a login ticket by the session of the browser",
            description = "The login ticket is in the Authorization header, as for POST /challenges")
    @APIResponse(responseCode = "200", description = "The address with the authorization code")
    @APIResponse(responseCode = "401", description = "invalid-ticket, invalid-proof")
    @APIResponse(responseCode = "403", description = "login-required: the phone has to approve")
    public Uni<Response> post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @CookieParam(SessionCookie.NAME) @Nullable String sessionCookie,
            @CookieParam(DeviceBinding.COOKIE) @Nullable String deviceCookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @Context HttpServerRequest connection) {
        Actor actor = Actor.at(ClientAddress.of(connection));
        Optional<LoginTicket> ticket = Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(BEARER))
                .flatMap(header -> tickets.verify(header.substring(BEARER.length())))
                .filter(valid -> AuthenticateBrowser.holds(valid, cookie));
        if (ticket.isEmpty()) {
            refusals.record(Attempt.CONSUME, RefusalReason.WRONG_TICKET, actor);
            return Uni.createFrom()
                    .item(RefusalProblems.of(Attempt.CONSUME, RefusalReason.WRONG_TICKET)
                            .asResponse());
        }
        BrowserRequest request = new BrowserRequest(Attempt.CONSUME, actor, "POST", PATH, cookie, proof);
        return authenticateBrowser
                .authenticateWithCookie(request)
                .chain(browser -> continueSession.answer(ticket.get(), browser, sessionCookie, deviceCookie))
                .map(this::response);
    }

    private Response response(Optional<URI> address) {
        metrics.counter("doorway.logins.single-sign-on", "outcome", address.isPresent() ? "continued" : "phone")
                .increment();
        return address.map(redirect -> Response.ok(new ContinuedBody(redirect), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .orElseGet(LOGIN_REQUIRED::asResponse);
    }
}
