package io.doorway.session.provider.sso;

import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.login.complete.LoginProtocol.BrowserSession;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.request.AuthorizationChecks;
import io.doorway.session.provider.sso.LoginSessions.LoginSession;
import io.doorway.session.provider.sso.LoginSessions.SessionClient;
import io.doorway.session.provider.token.SessionIdentifiers;
import io.doorway.session.provider.token.SubjectIdentifiers;
import io.doorway.store.StoreUnavailableException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Begins the session of a login that was completed: for single sign-on, and for a relying party that is informed of the end of its logins. A
 * payment, and a login on a browser that several persons use, begin no single sign-on.
 */
@Singleton
public class BeginSession {
    private final SsoConfig sso;
    private final Clients clients;
    private final LoginSessions sessions;
    private final EndSessions endSessions;
    private final PublishSessionEvents events;
    private final SessionIdentifiers identifiers;
    private final SubjectIdentifiers subjects;
    private final DeviceBinding binding;
    private final RandomGenerator random;

    BeginSession(
            SsoConfig sso,
            Clients clients,
            LoginSessions sessions,
            EndSessions endSessions,
            PublishSessionEvents events,
            SessionIdentifiers identifiers,
            SubjectIdentifiers subjects,
            DeviceBinding binding,
            RandomGenerator random) {
        this.sso = sso;
        this.clients = clients;
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.events = events;
        this.identifiers = identifiers;
        this.subjects = subjects;
        this.binding = binding;
        this.random = random;
    }

    /**
     * Stores the session. May be repeated. Without PostgreSQL, the login goes on without single sign-on; that of a relying party that is informed
     * of the end of its logins fails, because the end could not be reported.
     *
     * @param sent the session cookie that the browser sent, or null
     * @return what the browser gets, or empty for a login without single sign-on
     */
    public Uni<Optional<BrowserSession>> begin(Consumed login, @Nullable String sent) {
        return clients.find(login.loginRequest().relyingParty().id())
                .map(client -> begin(login, client, sent))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<BrowserSession>> begin(Consumed login, RegisteredClient client, @Nullable String sent) {
        boolean reported = client.logout().backchannelUri() != null;
        boolean continued = sso.lifetime().isPositive()
                && client.singleSignOn()
                && AuthorizationChecks.isLogin(login.loginRequest().action())
                && !login.loginRequest().browser().shared();
        if (!continued && !reported) {
            return Uni.createFrom().item(Optional.empty());
        }
        @Nullable SessionCookie cookie = continued ? SessionCookie.random(random) : null;
        Instant expiresAt = login.consumption().at().plus(continued ? sso.lifetime() : sso.logoutWithin());
        Optional<SessionCookie> earlier = SessionCookie.parse(sent).filter(was -> continued);
        Uni<Optional<BrowserSession>> begun = endThatOfAnotherAccount(earlier, login)
                .chain(() -> sessions.begin(
                        login,
                        clientOf(login, client),
                        cookie == null ? null : cookie.hash(),
                        earlier.map(SessionCookie::hash).orElse(null),
                        expiresAt))
                .chain(browserSession -> cookie == null || browserSession.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : events.started(login, browserSession.get(), expiresAt))
                .replaceWith(() -> Optional.ofNullable(cookie)
                        .map(set -> new BrowserSession(set.toSet(sso.lifetime()), binding.registration(set))));
        return reported
                ? begun
                : begun.onFailure(StoreUnavailableException.class).recoverWithItem(e -> {
                    Log.warnf("a login goes on without single sign-on: %s", e.getMessage());
                    return Optional.empty();
                });
    }

    /** A person who logs in where another one was logged in takes over the browser. */
    private Uni<Void> endThatOfAnotherAccount(Optional<SessionCookie> earlier, Consumed login) {
        Uni<Optional<LoginSession>> session =
                earlier.map(sessions::find).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return session.chain(found -> found.isPresent() && !isOf(login, found.get())
                ? endSessions.browserOf(found.get().id(), EndedBy.REPLACED).replaceWithVoid()
                : Uni.createFrom().voidItem());
    }

    private static boolean isOf(Consumed login, LoginSession session) {
        return session.login().scan().account().equals(login.scan().account());
    }

    private SessionClient clientOf(Consumed login, RegisteredClient client) {
        return new SessionClient(
                client.id(),
                identifiers.of(SessionId.of(login.id()), client.id()),
                subjects.of(login.scan().account(), client).getValue());
    }
}
