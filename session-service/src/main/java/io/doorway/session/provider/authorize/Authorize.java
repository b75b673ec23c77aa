package io.doorway.session.provider.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.login.ticket.PushedRequestClaims;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.login.page.LoginView;
import io.doorway.session.login.page.Pages.ErrorDetails;
import io.doorway.session.login.page.Pages.SilentView;
import io.doorway.session.login.page.Pages.Website;
import io.doorway.session.provider.authorize.RequestedPersons.RequestedPerson;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.par.PushedRequests;
import io.doorway.session.provider.par.PushedRequests.OpenedRequest;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.AddressMistake;
import io.doorway.session.provider.request.AuthorizationChecks;
import io.doorway.session.provider.request.AuthorizationChecks.Channel;
import io.doorway.session.provider.request.AuthorizationChecks.RequestDecision;
import io.doorway.session.provider.request.BrowserErrors;
import io.doorway.session.provider.request.RegisteredRedirectUri;
import io.doorway.session.provider.request.RequestedScope;
import io.doorway.session.provider.request.RequiredAcr;
import io.doorway.session.provider.request.SessionTerms;
import io.doorway.session.provider.sso.SsoConfig;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Validates an authorization request and starts a login, or reports the error to the client or to the person. */
@Singleton
public class Authorize {
    private static final int REQUEST_ID_BYTES = 16;
    private static final int TICKET_BYTES = 16;
    private static final ErrorObject NOT_PUSHED = OAuth2Error.INVALID_REQUEST.setDescription(
            "The client is registered for pushed requests: push the request to the pushed_authorization_request_endpoint");
    private static final ErrorObject UNKNOWN_CLIENT = OAuth2Error.INVALID_REQUEST.setDescription(
            "The client_id is missing or not registered: compare it with the registration");
    private static final ErrorObject USED_ELSEWHERE = OAuth2Error.INVALID_REQUEST_URI.setDescription(
            "Another browser has opened this request_uri: push a request for each browser");
    private static final ErrorObject UNAVAILABLE = OAuth2Error.INVALID_REQUEST_URI.setDescription(
            "The request_uri is unknown, has expired, or its login is complete: push a new request for each login");

    private final Clients clients;
    private final AuthorizationChecks checks;
    private final RequiredAcr requiredAcr;
    private final ScopeClaims scopeClaims;
    private final PushedRequests pushedRequests;
    private final LoginTickets tickets;
    private final LoginTrace trace;
    private final RequestedPersons persons;
    private final SsoConfig sso;
    private final Endpoints endpoints;
    private final ResponseAddresses addresses;
    private final RandomGenerator random;
    private final BrowserErrors errors;

    Authorize(
            Clients clients,
            AuthorizationChecks checks,
            RequiredAcr requiredAcr,
            ScopeClaims scopeClaims,
            PushedRequests pushedRequests,
            LoginTickets tickets,
            LoginTrace trace,
            RequestedPersons persons,
            SsoConfig sso,
            Endpoints endpoints,
            ResponseAddresses addresses,
            RandomGenerator random,
            BrowserErrors errors) {
        this.clients = clients;
        this.checks = checks;
        this.requiredAcr = requiredAcr;
        this.scopeClaims = scopeClaims;
        this.pushedRequests = pushedRequests;
        this.tickets = tickets;
        this.trace = trace;
        this.persons = persons;
        this.sso = sso;
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.random = random;
        this.errors = errors;
    }

    /** How an authorization request is answered. */
    public sealed interface AuthorizationResult {
        /** The request is valid: the browser gets the login page. */
        record LoginStarted(LoginView view) implements AuthorizationResult {}

        /** {@code prompt=none}, and the browser may have a session: it gets a page that proves it and shows nothing. */
        record SilentlyStarted(SilentView view) implements AuthorizationResult {}

        /** The request is invalid, or needs the person: the browser is redirected to a registered redirect URI with the error. */
        record ErrorRedirect(URI address) implements AuthorizationResult {}

        /** The client or the redirect URI is not valid: the person gets an error page (RFC 6749 section 4.1.2.1). */
        record ErrorShown(
                String error,
                @Nullable Website website,
                @Nullable String uiLocales,
                ErrorDetails details) implements AuthorizationResult {}

        /** The login of a pushed request is complete: the browser that completed it gets a page that leads to the website. */
        record AlreadyCompleted(Website website, String uiLocales) implements AuthorizationResult {}
    }

    /**
     * The browser that sent the request.
     *
     * @param cookieHash hash of its binding cookie
     * @param source the address of the request
     * @param mayHaveSession whether it sent a session cookie, and shows a page that its person can see
     */
    record RequestingBrowser(String cookieHash, String source, boolean mayHaveSession) {}

    /** Validates the request and starts a login. */
    Uni<AuthorizationResult> start(RequestParameters parameters, RequestingBrowser browser) {
        Optional<RegisteredClient> client =
                parameters.single("client_id").flatMap(ClientId::parse).flatMap(clients::find);
        if (client.isEmpty()) {
            return error("unknown-website", null, parameters, browser, null, UNKNOWN_CLIENT);
        }
        Optional<String> requestUri = parameters.single("request_uri").filter(PushedRequests::isPushed);
        if (requestUri.isPresent()) {
            return startPushed(client.get(), requestUri.get(), parameters, browser);
        }
        if (!client.get().pushedRequestsRequired()) {
            return validate(client.get(), parameters, null, browser);
        }
        return error("incomplete-request", website(client.get()), parameters, browser, client.get(), NOT_PUSHED);
    }

    /** RFC 9126 section 4: only the pushed parameters are used, and none that the browser added. */
    private Uni<AuthorizationResult> startPushed(
            RegisteredClient client, String requestUri, RequestParameters sent, RequestingBrowser browser) {
        return pushedRequests.open(client, requestUri, browser.cookieHash()).chain(opened -> switch (opened) {
            case OpenedRequest.Usable(RequestParameters parameters) ->
                validate(client, parameters, requestUri, browser);
            case OpenedRequest.Completed(String uiLocales) ->
                Uni.createFrom().item(new AuthorizationResult.AlreadyCompleted(website(client), uiLocales));
            case OpenedRequest.UsedElsewhere(RequestParameters parameters) ->
                error("request-used", usedElsewhere(client, parameters), parameters, browser, client, USED_ELSEWHERE);
            case OpenedRequest.Unavailable unavailable ->
                error("request-used", website(client), sent, browser, client, UNAVAILABLE);
        });
    }

    /** The website learns what happened if the person goes back: RFC 6749 section 4.1.2.1, with the error of RFC 9101 section 7. */
    private Website usedElsewhere(RegisteredClient client, RequestParameters parameters) {
        return RegisteredRedirectUri.of(parameters, client)
                .map(redirectUri -> new Website(
                        client.name(), errorRedirect(redirectUri, parameters, OAuth2Error.INVALID_REQUEST_URI)))
                .orElseGet(() -> website(client));
    }

    private Uni<AuthorizationResult> validate(
            RegisteredClient client,
            RequestParameters parameters,
            @Nullable String requestUri,
            RequestingBrowser browser) {
        Optional<URI> redirectUri = RegisteredRedirectUri.of(parameters, client)
                .or(() -> requestUri == null ? Optional.empty() : deviceResponse(parameters));
        if (redirectUri.isEmpty()) {
            return error(
                    "unknown-return-address",
                    null,
                    parameters,
                    browser,
                    client,
                    OAuth2Error.INVALID_REQUEST.setDescription(AddressMistake.ofRedirectUri(parameters, client)));
        }
        return switch (checks.check(parameters, client, requestUri == null ? Channel.BROWSER : Channel.PUSHED)) {
            case RequestDecision.Refused refused -> {
                errors.record(client, browser.source(), refused.error());
                yield Uni.createFrom()
                        .item(new AuthorizationResult.ErrorRedirect(
                                errorRedirect(redirectUri.get(), parameters, refused.error())));
            }
            case RequestDecision.Accepted accepted ->
                Uni.createFrom().item(startLogin(client, parameters, accepted, requestUri, browser));
        };
    }

    /** The address of Doorway for the login of a device, for a request that Doorway pushed. A client pushes only addresses that it registered. */
    private Optional<URI> deviceResponse(RequestParameters parameters) {
        URI address = endpoints.at(Endpoints.DEVICE_RESPONSE);
        return parameters
                .single("redirect_uri")
                .filter(address.toString()::equals)
                .map(uri -> address);
    }

    private AuthorizationResult startLogin(
            RegisteredClient client,
            RequestParameters parameters,
            RequestDecision.Accepted accepted,
            @Nullable String requestUri,
            RequestingBrowser browser) {
        AuthenticationRequest request = accepted.request();
        Action action = accepted.action();
        RequestedScope scope = RequestedScope.of(request, action, client, scopeClaims);
        Optional<RequestedPerson> person = persons.of(request, parameters, client);
        if (person.isEmpty()) {
            return new AuthorizationResult.ErrorRedirect(
                    errorRedirect(request.getRedirectionURI(), parameters, OIDCError.LOGIN_REQUIRED));
        }
        SessionTerms terms =
                SessionTerms.of(request, person.get().subject(), person.get().unknown());
        boolean continuable = sso.lifetime().isPositive()
                && client.singleSignOn()
                && browser.mayHaveSession()
                && !terms.interactive()
                && AuthorizationChecks.isLogin(action);
        if (terms.silent() && !continuable) {
            return new AuthorizationResult.ErrorRedirect(
                    errorRedirect(request.getRedirectionURI(), parameters, OIDCError.LOGIN_REQUIRED));
        }
        LoginTicket ticket = new LoginTicket(
                Base64Url.random(random, TICKET_BYTES),
                AcceptedRequest.of(Base64Url.random(random, REQUEST_ID_BYTES), request, scope, terms, requestUri)
                        .text(),
                client.relyingParty(),
                action,
                scope.claims(),
                requiredAcr.of(client, request, action),
                // RFC 8628 section 5.4: whoever started the login is perhaps far away, so the phone's code is always
                // typed.
                deviceResponse(parameters).isPresent() ? CheckPolicy.ALWAYS : client.checkPolicy(),
                client.sharedWorkstation(),
                client.timing(),
                browser.cookieHash(),
                requestUri == null ? null : PushedRequestClaims.key(requestUri),
                trace.current(),
                tickets.expiry());
        String signed = tickets.sign(ticket);
        if (terms.silent()) {
            return new AuthorizationResult.SilentlyStarted(new SilentView(
                    signed,
                    errorRedirect(request.getRedirectionURI(), parameters, OIDCError.LOGIN_REQUIRED),
                    uiLocales(parameters)));
        }
        return new AuthorizationResult.LoginStarted(new LoginView(
                signed,
                client.relyingParty(),
                action,
                parameters.digest(),
                client.sharedWorkstation(),
                client.uri(),
                errorRedirect(request.getRedirectionURI(), parameters, OAuth2Error.ACCESS_DENIED),
                continuable,
                uiLocales(parameters)));
    }

    private URI errorRedirect(URI redirectUri, RequestParameters parameters, ErrorObject error) {
        State state = parameters
                .single("state")
                .filter(text -> !text.isBlank())
                .map(State::new)
                .orElse(null);
        ResponseMode mode = AuthorizationChecks.responseMode(parameters, redirectUri);
        return addresses.of(
                new AuthenticationErrorResponse(redirectUri, error, state, endpoints.issuer(), mode),
                new ClientId(parameters.single("client_id").orElseThrow()));
    }

    private static @Nullable String uiLocales(RequestParameters parameters) {
        return parameters.single(RequestParameters.UI_LOCALES).orElse(null);
    }

    private static Website website(RegisteredClient client) {
        return new Website(client.name(), client.uri());
    }

    /** An error page. Its cause is recorded for the operator, and for the client that the request names. */
    private Uni<AuthorizationResult> error(
            String page,
            @Nullable Website website,
            RequestParameters parameters,
            RequestingBrowser browser,
            @Nullable RegisteredClient client,
            ErrorObject cause) {
        return Uni.createFrom()
                .item(new AuthorizationResult.ErrorShown(
                        page, website, uiLocales(parameters), errors.record(client, browser.source(), cause)));
    }
}
