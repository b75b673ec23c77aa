package io.doorway.session.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.LoginTickets;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.challenge.Action;
import io.doorway.session.client.Clients;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.Endpoints;
import io.doorway.session.oauth.ScopeClaims;
import io.doorway.session.page.LoginView;
import io.doorway.session.par.PushedRequests;
import io.doorway.session.request.AcceptedRequest;
import io.doorway.session.request.AcceptedRequests;
import io.doorway.session.request.Assurance;
import io.doorway.session.request.AuthorizationChecks;
import io.doorway.session.request.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Turns an authorization request into a login page, or says why not to whoever may be told. */
@ApplicationScoped
public class Authorize {
    private static final int HANDLE_BYTES = 16;
    private static final int TICKET_BYTES = 16;

    private final Clients clients;
    private final AuthorizationChecks checks;
    private final Assurance assurance;
    private final PushedRequests pushedRequests;
    private final AcceptedRequests acceptedRequests;
    private final LoginTickets tickets;
    private final LoginTrace trace;
    private final Endpoints endpoints;
    private final RandomGenerator random;

    Authorize(
            Clients clients,
            AuthorizationChecks checks,
            Assurance assurance,
            PushedRequests pushedRequests,
            AcceptedRequests acceptedRequests,
            LoginTickets tickets,
            LoginTrace trace,
            Endpoints endpoints,
            RandomGenerator random) {
        this.clients = clients;
        this.checks = checks;
        this.assurance = assurance;
        this.pushedRequests = pushedRequests;
        this.acceptedRequests = acceptedRequests;
        this.tickets = tickets;
        this.trace = trace;
        this.endpoints = endpoints;
        this.random = random;
    }

    /** How a request is answered. */
    public sealed interface Answer {
        /** The login begins. */
        record Login(LoginView view) implements Answer {}

        /** The client is told, at an address that is registered for it. */
        record Redirect(URI address) implements Answer {}

        /** Only the person in front of the browser is told, for it is not certain who asked (RFC 6749 section 4.1.2.1). */
        record Shown(String title, String detail) implements Answer {}
    }

    /** Answers a request that came through the browser with this cookie. */
    public Uni<Answer> answer(Parameters asked, String cookieHash) {
        Optional<RegisteredClient> client = asked.single("client_id").flatMap(clients::find);
        if (client.isEmpty()) {
            return shown("Unknown website", "The website that sent you here is not registered with this service.");
        }
        Optional<String> reference = asked.single("request_uri").filter(PushedRequests::isReference);
        if (reference.isEmpty()) {
            return client.get().pushedRequestsRequired()
                    ? shown("Incomplete request", "The website must push its request before it sends you here.")
                    : judge(client.get(), asked, null, cookieHash);
        }
        // RFC 9126 section 4: what was pushed counts, and nothing that the browser added to it.
        return pushedRequests
                .claim(client.get(), reference.get(), cookieHash)
                .chain(
                        pushed -> pushed.map(parameters -> judge(client.get(), parameters, reference.get(), cookieHash))
                                .orElseGet(
                                        () -> shown(
                                                "This login has moved on",
                                                "Its link was opened before in another browser, or too long ago. Start again from the website.")));
    }

    private Uni<Answer> judge(
            RegisteredClient client, Parameters parameters, @Nullable String pushed, String cookieHash) {
        Optional<String> redirectUri = parameters.single("redirect_uri").filter(client.redirectUris()::contains);
        if (redirectUri.isEmpty()) {
            return shown(
                    "Unknown return address",
                    "The website asked to send you back to an address that is not registered for it.");
        }
        return switch (checks.judge(parameters, client)) {
            case AuthorizationChecks.Judgement.Refused refused ->
                Uni.createFrom()
                        .item(new Answer.Redirect(errorAt(URI.create(redirectUri.get()), parameters, refused.error())));
            case AuthorizationChecks.Judgement.Accepted accepted ->
                begin(client, parameters, accepted.request(), pushed, cookieHash);
        };
    }

    private Uni<Answer> begin(
            RegisteredClient client,
            Parameters parameters,
            AuthenticationRequest request,
            @Nullable String pushed,
            String cookieHash) {
        List<String> scope = request.getScope().toStringList().stream()
                .filter(client.scope()::contains)
                .toList();
        String handle = Base64Url.random(random, HANDLE_BYTES);
        Action action = action(parameters);
        LoginTicket ticket = new LoginTicket(
                Base64Url.random(random, TICKET_BYTES),
                handle,
                client.relyingParty(),
                action,
                ScopeClaims.of(scope),
                assurance.of(client, request, action),
                client.checkPolicy(),
                client.sharedWorkstation(),
                client.timing(),
                cookieHash,
                trace.current(),
                tickets.expiry());
        LoginView view = new LoginView(
                tickets.sign(ticket),
                client.relyingParty(),
                action,
                parameters.digest(),
                client.sharedWorkstation(),
                client.uri(),
                Optional.of(errorAt(request.getRedirectionURI(), parameters, OAuth2Error.ACCESS_DENIED)));
        return acceptedRequests
                .keep(handle, AcceptedRequest.of(request, scope, pushed), AcceptedRequests.life(client.timing()))
                .replaceWith(new Answer.Login(view));
    }

    private static Action action(Parameters parameters) {
        return new Action(
                parameters.single("action").orElse("login"),
                parameters.single("action_message").orElse(null));
    }

    private URI errorAt(URI redirectUri, Parameters parameters, ErrorObject error) {
        State state = parameters.single("state").map(State::new).orElse(null);
        return new AuthenticationErrorResponse(redirectUri, error, state, endpoints.issuer(), ResponseMode.QUERY)
                .toURI();
    }

    private static Uni<Answer> shown(String title, String detail) {
        return Uni.createFrom().item(new Answer.Shown(title, detail));
    }
}
