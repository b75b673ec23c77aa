package io.doorway.session.provider.logout;

import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.request.AddressMistake;
import io.doorway.session.provider.sso.EndSessions;
import io.doorway.session.provider.sso.LoginSessions;
import io.doorway.session.provider.sso.LoginSessions.LoginSession;
import io.doorway.session.provider.sso.SessionCookie;
import io.doorway.session.provider.token.IdTokenHints;
import io.doorway.session.provider.token.IdTokenHints.IdTokenHint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sessions of a browser at the request of a relying party (OpenID Connect RP-Initiated Logout 1.0). Without an ID token of one of
 * them, the person confirms.
 */
@Singleton
class Logout {
    private static final String NO_ID_TOKEN =
            "The id_token_hint is no ID token that this provider has signed: send the last one that the client got, unchanged";
    private static final String ANOTHER_CLIENT =
            "The id_token_hint was issued to another client than client_id names: send both of the same client";
    private static final String NO_CLIENT =
            "The request names no registered client: send id_token_hint or client_id with the post_logout_redirect_uri";

    private final Clients clients;
    private final IdTokenHints hints;
    private final LoginSessions sessions;
    private final EndSessions endSessions;

    Logout(Clients clients, IdTokenHints hints, LoginSessions sessions, EndSessions endSessions) {
        this.clients = clients;
        this.hints = hints;
        this.sessions = sessions;
        this.endSessions = endSessions;
    }

    /** How a logout is answered. */
    sealed interface LogoutResult {

        /** @param redirectTo the registered address with {@code state}, or null */
        record StillLoggedIn(@Nullable URI redirectTo) implements LogoutResult {}

        /** @param redirectTo the registered address with {@code state}, or null */
        record LoggedOut(@Nullable URI redirectTo) implements LogoutResult {}

        /**
         * The person has to confirm.
         *
         * @param redirectTo the registered address with {@code state}, or null
         */
        record ConfirmationRequired(@Nullable URI redirectTo) implements LogoutResult {}

        /**
         * @param error its name in the message file
         * @param client that the request names, or null
         * @param cause for the developer of the client
         */
        record Invalid(String error, @Nullable RegisteredClient client, String cause) implements LogoutResult {}
    }

    /** A request whose parameters were compared with each other and with the client's registration. */
    private sealed interface Check {

        /** @param redirectTo the registered address with {@code state}, or null */
        record Passed(@Nullable IdTokenHint hint, @Nullable URI redirectTo) implements Check {}

        record Failed(LogoutResult.Invalid error) implements Check {}
    }

    /**
     * Ends the sessions, if the request has an ID token of them or the person has confirmed.
     *
     * @param sessionCookie as the browser sent it, or null
     * @param confirmed whether the person has confirmed with the page of Doorway
     */
    Uni<LogoutResult> end(RequestParameters parameters, @Nullable String sessionCookie, boolean confirmed) {
        return switch (check(parameters)) {
            case Check.Failed(LogoutResult.Invalid error) -> Uni.createFrom().item(error);
            case Check.Passed passed -> end(passed, sessionCookie, confirmed);
        };
    }

    /** The person answered the question with no: nothing ends, and the browser goes where it would go after the logout. */
    LogoutResult decline(RequestParameters parameters) {
        return switch (check(parameters)) {
            case Check.Failed(LogoutResult.Invalid error) -> error;
            case Check.Passed passed -> new LogoutResult.StillLoggedIn(passed.redirectTo());
        };
    }

    private Check check(RequestParameters parameters) {
        Optional<IdTokenHint> hint = parameters.single("id_token_hint").flatMap(hints::read);
        Optional<String> named = parameters.single("client_id");
        @Nullable
        RegisteredClient client = hint.map(IdTokenHint::client)
                .or(() -> named.flatMap(ClientId::parse))
                .flatMap(clients::find)
                .orElse(null);
        if (parameters.repeated()) {
            return invalid("logout-invalid", client, "A parameter is sent more than once: send each once");
        }
        if (parameters.hasValue("id_token_hint") && hint.isEmpty()) {
            return invalid("logout-invalid", client, NO_ID_TOKEN);
        }
        if (hint.isPresent()
                && named.isPresent()
                && !hint.get().client().value().equals(named.get())) {
            return invalid("logout-invalid", client, ANOTHER_CLIENT);
        }
        Optional<String> address = parameters.single("post_logout_redirect_uri");
        if (address.isPresent()) {
            if (client == null) {
                return invalid("logout-address", null, NO_CLIENT);
            }
            Set<String> registered = client.logout().redirectUris();
            if (!registered.contains(address.get())) {
                String mistake = AddressMistake.of("post_logout_redirect_uri", parameters, registered);
                return invalid("logout-address", client, mistake);
            }
        }
        @Nullable
        URI redirectTo =
                address.map(uri -> withState(uri, parameters.single("state"))).orElse(null);
        return new Check.Passed(hint.orElse(null), redirectTo);
    }

    private static Check.Failed invalid(String error, @Nullable RegisteredClient client, String cause) {
        return new Check.Failed(new LogoutResult.Invalid(error, client, cause));
    }

    private Uni<LogoutResult> end(Check.Passed logout, @Nullable String sessionCookie, boolean confirmed) {
        return Uni.combine()
                .all()
                .unis(
                        SessionCookie.parse(sessionCookie)
                                .map(sessions::find)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())),
                        hinted(logout.hint()))
                .asTuple()
                .chain(found -> end(logout, found.getItem1(), found.getItem2(), confirmed));
    }

    private Uni<Optional<LoginSession>> hinted(@Nullable IdTokenHint hint) {
        return hint == null || hint.sid() == null
                ? Uni.createFrom().item(Optional.empty())
                : sessions.find(hint.client(), hint.sid());
    }

    /** An ID token of another account than the one of the browser does not end the browser's session. */
    private Uni<LogoutResult> end(
            Check.Passed logout, Optional<LoginSession> ofBrowser, Optional<LoginSession> ofHint, boolean confirmed) {
        boolean proven = ofHint.isPresent()
                && ofBrowser
                        .filter(session -> !accountOf(session).equals(accountOf(ofHint.get())))
                        .isEmpty();
        if (ofBrowser.isPresent() && !proven && !confirmed) {
            return Uni.createFrom().item(new LogoutResult.ConfirmationRequired(logout.redirectTo()));
        }
        return endIfPresent(ofHint.filter(session -> proven))
                .chain(() -> endIfPresent(ofBrowser))
                .replaceWith(() -> new LogoutResult.LoggedOut(logout.redirectTo()));
    }

    private static String accountOf(LoginSession session) {
        return session.login().scan().account().value();
    }

    private Uni<?> endIfPresent(Optional<LoginSession> session) {
        return session.<Uni<?>>map(found -> endSessions.browserOf(found.id(), EndedBy.LOGOUT))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static URI withState(String address, Optional<String> state) {
        return state.map(text -> UriBuilder.fromUri(address)
                        .queryParam("state", "{state}")
                        .build(text))
                .orElseGet(() -> URI.create(address));
    }
}
