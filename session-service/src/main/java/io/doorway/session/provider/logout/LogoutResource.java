package io.doorway.session.provider.logout;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.login.page.LanguageHints;
import io.doorway.session.login.page.Pages;
import io.doorway.session.login.page.Pages.ErrorDetails;
import io.doorway.session.provider.logout.Logout.LogoutResult;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.LinkPreview;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.request.BrowserErrors;
import io.doorway.session.provider.sso.SessionCookie;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.request.ClientAddress;
import io.doorway.web.request.RequestLimits;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The end session endpoint (OpenID Connect RP-Initiated Logout section 2), to which a relying party redirects the browser. */
@Path(Endpoints.LOGOUT)
@Tag(name = "OpenID Provider")
class LogoutResource {
    private static final String ANOTHER_ORIGIN = "The form of the logout page was sent by a page of another origin";

    private final Logout logout;
    private final Pages pages;
    private final Endpoints endpoints;
    private final BrowserErrors errors;

    LogoutResource(Logout logout, Pages pages, Endpoints endpoints, BrowserErrors errors) {
        this.logout = logout;
        this.pages = pages;
        this.endpoints = endpoints;
        this.errors = errors;
    }

    @GET
    @RateLimited(Attempt.AUTHORIZE)
    @Produces(MediaType.TEXT_HTML)
    @Operation(
            summary = "End the sessions of the browser: at once with an ID token of them, otherwise after a question")
    public Uni<Response> get(
            @Context UriInfo uri,
            @HeaderParam("Sec-Purpose") @Nullable String purpose,
            @CookieParam(SessionCookie.NAME) @Nullable String cookie,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers) {
        if (LinkPreview.isPrefetch(purpose)) {
            return Uni.createFrom().item(LinkPreview.notPrefetched());
        }
        RequestParameters parameters =
                RequestParameters.parse(uri.getRequestUri().getRawQuery());
        return answer(parameters, cookie, false, connection, headers);
    }

    /** Ends no session: only a person who opens the address logs out. */
    @HEAD
    @RateLimited(Attempt.AUTHORIZE)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response head() {
        return LinkPreview.head();
    }

    /** As at the authorization endpoint: browsers send the session cookie with a GET from another site, and not with a POST. */
    @POST
    @RateLimited(Attempt.AUTHORIZE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "End the sessions of the browser, with a form")
    public Response post(String form, @Context HttpHeaders headers) {
        String query = "?" + RequestParameters.parse(form).encoded();
        return Endpoints.LOGOUT.length() + query.length() > RequestLimits.MAX_ADDRESS
                ? pages.error(RequestLimits.formTooLong(), LanguageHints.of(headers))
                : seeOther(URI.create(endpoints.at(Endpoints.LOGOUT) + query), false);
    }

    /** The form of Doorway's own page. Another site's has no session cookie, and another origin. */
    @POST
    @Path("confirmed")
    @RateLimited(Attempt.AUTHORIZE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> confirmed(
            String form,
            @CookieParam(SessionCookie.NAME) @Nullable String cookie,
            @HeaderParam("Origin") @Nullable String origin,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers) {
        if (!endpoints.issuer().getValue().equals(origin)) {
            return Uni.createFrom()
                    .item(error(
                            403,
                            new LogoutResult.Invalid("logout-invalid", null, ANOTHER_ORIGIN),
                            connection,
                            LanguageHints.of(headers)));
        }
        return answer(RequestParameters.parse(form), cookie, true, connection, headers);
    }

    /** The other button of that form. It changes nothing, so another site may send it. */
    @POST
    @Path("declined")
    @RateLimited(Attempt.AUTHORIZE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response declined(String form, @Context HttpServerRequest connection, @Context HttpHeaders headers) {
        RequestParameters parameters = RequestParameters.parse(form);
        return answer(logout.decline(parameters), parameters, connection, hints(parameters, headers));
    }

    private Uni<Response> answer(
            RequestParameters parameters,
            @Nullable String cookie,
            boolean confirmed,
            HttpServerRequest connection,
            HttpHeaders headers) {
        LanguageHints hints = hints(parameters, headers);
        return logout.end(parameters, cookie, confirmed).map(result -> answer(result, parameters, connection, hints));
    }

    private Response answer(
            LogoutResult result, RequestParameters parameters, HttpServerRequest connection, LanguageHints hints) {
        return switch (result) {
            case LogoutResult.StillLoggedIn(@Nullable URI redirectTo) ->
                redirectTo == null ? pages.stillLoggedIn(hints) : seeOther(redirectTo, false);
            case LogoutResult.LoggedOut(@Nullable URI redirectTo) ->
                seeOther(redirectTo == null ? endpoints.at(Endpoints.LOGGED_OUT) : redirectTo, true);
            case LogoutResult.ConfirmationRequired(@Nullable URI redirectTo) ->
                pages.logout(parameters.all(), redirectTo, hints);
            case LogoutResult.Invalid invalid -> error(400, invalid, connection, hints);
        };
    }

    private Response error(
            int status, LogoutResult.Invalid invalid, HttpServerRequest connection, LanguageHints hints) {
        ErrorDetails details = errors.record(
                invalid.client(),
                ClientAddress.of(connection),
                OAuth2Error.INVALID_REQUEST.setDescription(invalid.cause()));
        return pages.error(status, invalid.error(), null, details, hints);
    }

    private static LanguageHints hints(RequestParameters parameters, HttpHeaders headers) {
        return LanguageHints.of(headers)
                .withUiLocales(parameters.single(RequestParameters.UI_LOCALES).orElse(null));
    }

    private static Response seeOther(URI address, boolean ended) {
        Response.ResponseBuilder response = Response.seeOther(address).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return ended ? response.cookie(SessionCookie.removed()).build() : response.build();
    }
}
