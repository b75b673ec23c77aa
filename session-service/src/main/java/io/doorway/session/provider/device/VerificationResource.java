package io.doorway.session.provider.device;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.login.browser.BindingCookie;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.login.page.LanguageHints;
import io.doorway.session.login.page.Pages;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.device.DeviceAuthorizations.Claimed;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.par.PushedRequests;
import io.doorway.session.provider.request.BrowserErrors;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.request.ClientAddress;
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
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a person types the code that a device shows (RFC 8628 section 3.3), and where the browser arrives after the login. */
@Path(Endpoints.DEVICE)
@RateLimited(Attempt.AUTHORIZE)
@Produces(MediaType.TEXT_HTML)
@Tag(name = "OpenID Provider")
class VerificationResource {
    private static final int STATE_BYTES = 16;
    private static final ErrorObject NOT_OF_THIS_BROWSER = OAuth2Error.INVALID_REQUEST.setDescription(
            "The device's code was not typed into this browser, or its login is over: start again at the device");

    private final DeviceAuthorizations authorizations;
    private final PushedRequests pushedRequests;
    private final Clients clients;
    private final Pages pages;
    private final Endpoints endpoints;
    private final BrowserErrors errors;
    private final RandomGenerator random;

    VerificationResource(
            DeviceAuthorizations authorizations,
            PushedRequests pushedRequests,
            Clients clients,
            Pages pages,
            Endpoints endpoints,
            BrowserErrors errors,
            RandomGenerator random) {
        this.authorizations = authorizations;
        this.pushedRequests = pushedRequests;
        this.clients = clients;
        this.pages = pages;
        this.endpoints = endpoints;
        this.errors = errors;
        this.random = random;
    }

    @GET
    @Operation(summary = "The page for the code that a device shows")
    public Response form(@CookieParam(BindingCookie.NAME) @Nullable String sentCookie, @Context HttpHeaders headers) {
        Optional<BindingCookie> received = BindingCookie.parse(sentCookie);
        BindingCookie cookie = received.orElseGet(() -> BindingCookie.random(random));
        Response page = pages.device(formToken(cookie), false, LanguageHints.of(headers));
        return received.isPresent()
                ? page
                : Response.fromResponse(page).cookie(cookie.toSet()).build();
    }

    /** The token of the form is that of this browser, so that no other page can type a code for a person. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Begin the login for the device that shows the code")
    public Uni<Response> begin(
            String form, @CookieParam(BindingCookie.NAME) @Nullable String sentCookie, @Context HttpHeaders headers) {
        RequestParameters parameters = RequestParameters.parse(form);
        Optional<BindingCookie> cookie = BindingCookie.parse(sentCookie)
                .filter(received -> ConstantTime.equal(
                        formToken(received), parameters.single("token").orElse("")));
        if (cookie.isEmpty()) {
            return Uni.createFrom()
                    .item(Response.seeOther(endpoints.at(Endpoints.DEVICE)).build());
        }
        String cookieHash = cookie.get().hash();
        String state = Base64Url.random(random, STATE_BYTES);
        CodeVerifier verifier = new CodeVerifier(Base64Url.random(random, 2 * STATE_BYTES));
        return Uni.createFrom()
                .item(TypedCode.parse(parameters.single("user_code").orElse(null)))
                .chain(typed -> typed.map(code -> authorizations.claim(code, cookieHash, state, verifier.getValue()))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(claimed -> claimed.flatMap(found -> push(found, state, verifier))
                        .orElseGet(() -> Uni.createFrom()
                                .item(pages.device(formToken(cookie.get()), true, LanguageHints.of(headers)))));
    }

    /** The login is that of a pushed request, which this service pushes. Empty if the client was removed or lost the grant since. */
    private Optional<Uni<Response>> push(Claimed claimed, String state, CodeVerifier verifier) {
        return clients.find(claimed.client())
                .filter(RegisteredClient::deviceGrant)
                .map(client -> pushedRequests.push(
                        client,
                        new RequestParameters(Map.of(
                                "client_id", List.of(client.id().value()),
                                "response_type", List.of("code"),
                                // Never by the single sign-on session of the browser: the phone decides.
                                "prompt", List.of("login"),
                                "scope", List.of(claimed.scope()),
                                "redirect_uri",
                                        List.of(endpoints
                                                .at(Endpoints.DEVICE_RESPONSE)
                                                .toString()),
                                "state", List.of(claimed.id() + "." + state),
                                "code_challenge",
                                        List.of(CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                                .getValue()),
                                "code_challenge_method", List.of("S256")))))
                .map(pushed -> pushed.map(requestUri -> Response.seeOther(UriBuilder.fromUri(
                                        endpoints.at(Endpoints.AUTHORIZE))
                                .queryParam("client_id", claimed.client().value())
                                .queryParam("request_uri", requestUri)
                                .build())
                        .build()));
    }

    /** The authorization response. The browser has to be the one that the code was typed into. */
    @GET
    @Path("response")
    @Operation(hidden = true)
    public Uni<Response> response(
            @Context UriInfo uri,
            @CookieParam(BindingCookie.NAME) @Nullable String sentCookie,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers) {
        LanguageHints hints = LanguageHints.of(headers);
        RequestParameters parameters =
                RequestParameters.parse(uri.getRequestUri().getRawQuery());
        Optional<BindingCookie> cookie = BindingCookie.parse(sentCookie);
        String[] state = parameters.single("state").orElse("").split("\\.", 2);
        if (cookie.isEmpty() || state.length != 2) {
            return Uni.createFrom().item(notOfThisBrowser(connection, hints));
        }
        Optional<String> code = parameters.single("code");
        return authorizations
                .decide(state[0], cookie.get().hash(), state[1], code)
                .map(client -> client.isEmpty()
                        ? notOfThisBrowser(connection, hints)
                        : pages.deviceDone(code.isPresent(), hints));
    }

    private Response notOfThisBrowser(HttpServerRequest connection, LanguageHints hints) {
        return pages.error(
                400,
                "request-used",
                null,
                errors.record(null, ClientAddress.of(connection), NOT_OF_THIS_BROWSER),
                hints);
    }

    private static String formToken(BindingCookie cookie) {
        return Sha256.text("device:" + cookie.hash());
    }
}
