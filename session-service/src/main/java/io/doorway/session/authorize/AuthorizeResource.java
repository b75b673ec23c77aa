package io.doorway.session.authorize;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.problem.ProblemException;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.session.oauth.Endpoints;
import io.doorway.session.page.ErrorPage;
import io.doorway.session.page.LoginPage;
import io.doorway.session.request.Parameters;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint (RFC 6749 section 3.1), where the relying party sends the browser. */
@Path(Endpoints.AUTHORIZE)
@Tag(name = "OpenID Provider")
class AuthorizeResource {
    private final Authorize authorize;
    private final LoginPage loginPage;
    private final ErrorPage errorPage;
    private final Endpoints endpoints;
    private final RandomGenerator random;
    private final Limits limits;
    private final MeterRegistry metrics;

    AuthorizeResource(
            Authorize authorize,
            LoginPage loginPage,
            ErrorPage errorPage,
            Endpoints endpoints,
            RandomGenerator random,
            Limits limits,
            MeterRegistry metrics) {
        this.authorize = authorize;
        this.loginPage = loginPage;
        this.errorPage = errorPage;
        this.endpoints = endpoints;
        this.random = random;
        this.limits = limits;
        this.metrics = metrics;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Begin a login: answers with the login page and the binding cookie")
    public Uni<Response> get(
            @Context UriInfo uri,
            @Context HttpServerRequest connection,
            @CookieParam(BindingCookie.NAME) @Nullable String sentCookie) {
        Optional<BindingCookie> known = BindingCookie.parse(sentCookie);
        BindingCookie cookie = known.orElseGet(() -> BindingCookie.random(random));
        return limits.atTheDoor(
                        Attempt.AUTHORIZE, Who.at(connection.remoteAddress().hostAddress()))
                .chain(() ->
                        authorize.answer(Parameters.parse(uri.getRequestUri().getRawQuery()), cookie.hash()))
                .map(answer -> switch (answer) {
                    case Authorize.Answer.Login login ->
                        counted("login", bound(loginPage.show(login.view()), cookie, known.isEmpty()));
                    case Authorize.Answer.Redirect redirect -> counted("refused", seeOther(redirect.address()));
                    case Authorize.Answer.Shown shown ->
                        counted("shown", errorPage.show(400, shown.title(), shown.detail()));
                })
                .onFailure(ProblemException.class)
                .recoverWithItem(refused -> errorPage.show(((ProblemException) refused).problem()));
    }

    /**
     * OpenID Connect Core section 3.1.2.1 asks for POST as well. It becomes a GET, because browsers send a {@code SameSite=Lax}
     * cookie along with that but not with another site's POST, and a new cookie would cut off the logins in other tabs.
     */
    @POST
    @Limited(Attempt.AUTHORIZE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Begin a login with a form")
    public Response post(String form) {
        return seeOther(URI.create(
                endpoints.at(Endpoints.AUTHORIZE) + "?" + Parameters.parse(form).encoded()));
    }

    private static Response bound(Response page, BindingCookie cookie, boolean isNew) {
        Response.ResponseBuilder response = Response.fromResponse(page);
        return isNew ? response.cookie(cookie.toSet()).build() : response.build();
    }

    private static Response seeOther(URI address) {
        return Response.seeOther(address)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response counted(String answer, Response response) {
        metrics.counter("doorway.authorization.requests", "answer", answer).increment();
        return response;
    }
}
