package io.doorway.session.provider.authorize;

import io.doorway.login.browser.BindingCookie;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.login.page.CompressedPage;
import io.doorway.session.login.page.LanguageHints;
import io.doorway.session.login.page.Pages;
import io.doorway.session.provider.authorize.Authorize.AuthorizationResult;
import io.doorway.session.provider.authorize.Authorize.RequestingBrowser;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.LinkPreview;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.sso.SessionCookie;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.doorway.web.request.ClientAddress;
import io.doorway.web.request.RequestLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
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

/** The authorization endpoint (RFC 6749 section 3.1), to which a relying party redirects the browser. */
@Path(Endpoints.AUTHORIZE)
@Tag(name = "OpenID Provider")
class AuthorizeResource {
    private final Authorize authorize;
    private final Pages pages;
    private final Endpoints endpoints;
    private final RandomGenerator random;
    private final RateLimits limits;
    private final MeterRegistry metrics;

    AuthorizeResource(
            Authorize authorize,
            Pages pages,
            Endpoints endpoints,
            RandomGenerator random,
            RateLimits limits,
            MeterRegistry metrics) {
        this.authorize = authorize;
        this.pages = pages;
        this.endpoints = endpoints;
        this.random = random;
        this.limits = limits;
        this.metrics = metrics;
    }

    @GET
    @CompressedPage
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Begin a login: returns the login page and sets the binding cookie")
    public Uni<Response> get(
            @Context UriInfo uri,
            @Context HttpServerRequest connection,
            @HeaderParam("Sec-Purpose") @Nullable String purpose,
            @CookieParam(BindingCookie.NAME) @Nullable String sentCookie,
            @CookieParam(SessionCookie.NAME) @Nullable String sessionCookie,
            @HeaderParam("Sec-Fetch-Dest") @Nullable String destination,
            @Context HttpHeaders headers) {
        if (LinkPreview.isPrefetch(purpose)) {
            return Uni.createFrom().item(LinkPreview.notPrefetched());
        }
        Optional<BindingCookie> received = BindingCookie.parse(sentCookie);
        BindingCookie cookie = received.orElseGet(() -> BindingCookie.random(random));
        RequestParameters parameters =
                RequestParameters.parse(uri.getRequestUri().getRawQuery());
        LanguageHints hints = hints(headers, parameters);
        return limits.beforeAuthentication(Attempt.AUTHORIZE, Actor.at(ClientAddress.of(connection)))
                .chain(verification -> authorize
                        .start(
                                parameters,
                                new RequestingBrowser(
                                        cookie.hash(),
                                        ClientAddress.of(connection),
                                        mayHaveSession(sessionCookie, destination)))
                        .onTermination()
                        .invoke(verification::end))
                .map(result -> switch (result) {
                    case AuthorizationResult.LoginStarted login ->
                        counted("login", withCookie(pages.login(login.view(), hints), cookie, received.isEmpty()));
                    case AuthorizationResult.SilentlyStarted silent ->
                        counted("silent", withCookie(pages.silent(silent.view(), hints), cookie, received.isEmpty()));
                    case AuthorizationResult.ErrorRedirect redirect ->
                        counted("error-redirect", seeOther(redirect.address()));
                    case AuthorizationResult.ErrorShown shown ->
                        counted(
                                "error-page",
                                pages.error(
                                        400,
                                        shown.error(),
                                        shown.website(),
                                        shown.details(),
                                        hints.withUiLocales(shown.uiLocales())));
                    case AuthorizationResult.AlreadyCompleted completed ->
                        counted(
                                "completed-page",
                                pages.completed(completed.website(), hints.withUiLocales(completed.uiLocales())));
                })
                .onFailure(ProblemException.class)
                .recoverWithItem(e -> pages.error(((ProblemException) e).problem(), hints));
    }

    /** Begins no login: a program that only looks at a link must not use up its pushed request. */
    @HEAD
    @Produces(MediaType.TEXT_HTML)
    @RateLimited(Attempt.AUTHORIZE)
    @Operation(hidden = true)
    public Response head() {
        return LinkPreview.head();
    }

    /**
     * OpenID Connect Core section 3.1.2.1 requires POST as well. It is redirected to a GET, because browsers send a {@code SameSite=Lax}
     * cookie with a GET but not with a POST from another site, and a new cookie would end the logins in other tabs.
     */
    @POST
    @RateLimited(Attempt.AUTHORIZE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Begin a login with a form")
    public Response post(String form, @Context HttpHeaders headers) {
        RequestParameters parameters = RequestParameters.parse(form);
        String query = "?" + parameters.encoded();
        return Endpoints.AUTHORIZE.length() + query.length() > RequestLimits.MAX_ADDRESS
                ? pages.error(RequestLimits.formTooLong(), hints(headers, parameters))
                : seeOther(URI.create(endpoints.at(Endpoints.AUTHORIZE) + query));
    }

    /** In a frame, no page of Doorway runs. */
    private static boolean mayHaveSession(@Nullable String sessionCookie, @Nullable String destination) {
        return SessionCookie.parse(sessionCookie).isPresent()
                && (destination == null || destination.equals("document"));
    }

    private static LanguageHints hints(HttpHeaders headers, RequestParameters parameters) {
        return LanguageHints.of(headers)
                .withUiLocales(parameters.single(RequestParameters.UI_LOCALES).orElse(null));
    }

    private static Response withCookie(Response page, BindingCookie cookie, boolean isNew) {
        Response.ResponseBuilder response = Response.fromResponse(page);
        return isNew ? response.cookie(cookie.toSet()).build() : response.build();
    }

    private static Response seeOther(URI address) {
        return Response.seeOther(address)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response counted(String outcome, Response response) {
        metrics.counter("doorway.authorization.requests", "outcome", outcome).increment();
        return response;
    }
}
