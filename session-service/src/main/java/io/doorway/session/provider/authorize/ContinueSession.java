package io.doorway.session.provider.authorize;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.revocation.RevocationList;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.PushedRequestClaims;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.par.PushedRequests;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.AuthorizationChecks;
import io.doorway.session.provider.request.CompletedRequests;
import io.doorway.session.provider.sso.DeviceBinding;
import io.doorway.session.provider.sso.LoginSessions;
import io.doorway.session.provider.sso.LoginSessions.LoginSession;
import io.doorway.session.provider.sso.LoginSessions.SessionClient;
import io.doorway.session.provider.sso.PublishSessionEvents;
import io.doorway.session.provider.sso.SessionCookie;
import io.doorway.session.provider.sso.SsoConfig;
import io.doorway.session.provider.token.SessionIdentifiers;
import io.doorway.session.provider.token.SubjectIdentifiers;
import io.doorway.store.ChallengeStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers an authorization request by the session of the browser, without the phone. The code that the relying party gets is one of a
 * consumed challenge, so that it passes the same checks as every other.
 */
@Singleton
class ContinueSession {
    private static final List<SessionCheck> CHECKS = List.of(
            ContinueSession::isTheBrowser,
            ContinueSession::isTheDevice,
            ContinueSession::isALogin,
            ContinueSession::isRecentEnough,
            ContinueSession::isThePerson,
            ContinueSession::isStrongEnough,
            ContinueSession::releasedTheClaims);

    private final SsoConfig sso;
    private final Clients clients;
    private final LoginSessions sessions;
    private final DeviceBinding binding;
    private final RevocationList revocationList;
    private final PushedRequestClaims pushedRequestClaims;
    private final PushedRequests pushedRequests;
    private final CompletedRequests completedRequests;
    private final ChallengeStore store;
    private final SessionCodes codes;
    private final PublishSessionEvents events;
    private final SessionIdentifiers identifiers;
    private final SubjectIdentifiers subjects;
    private final Endpoints endpoints;
    private final ResponseAddresses addresses;
    private final RandomGenerator random;

    ContinueSession(
            SsoConfig sso,
            Clients clients,
            LoginSessions sessions,
            DeviceBinding binding,
            RevocationList revocationList,
            PushedRequestClaims pushedRequestClaims,
            PushedRequests pushedRequests,
            CompletedRequests completedRequests,
            ChallengeStore store,
            SessionCodes codes,
            PublishSessionEvents events,
            SessionIdentifiers identifiers,
            SubjectIdentifiers subjects,
            Endpoints endpoints,
            ResponseAddresses addresses,
            RandomGenerator random) {
        this.sso = sso;
        this.clients = clients;
        this.sessions = sessions;
        this.binding = binding;
        this.revocationList = revocationList;
        this.pushedRequestClaims = pushedRequestClaims;
        this.pushedRequests = pushedRequests;
        this.completedRequests = completedRequests;
        this.store = store;
        this.codes = codes;
        this.events = events;
        this.identifiers = identifiers;
        this.subjects = subjects;
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.random = random;
    }

    private interface SessionCheck {
        boolean isPassed(ContinuedRequest request);
    }

    /**
     * A request, the session that may answer it, and the time by the store's clock.
     *
     * @param deviceProven whether the browser has proven the key of the session's device lately, if the session is bound to one
     * @param subject by which the client knows the account of the session
     */
    private record ContinuedRequest(
            LoginTicket ticket,
            AcceptedRequest accepted,
            RegisteredClient client,
            AuthenticatedBrowser browser,
            LoginSession session,
            boolean deviceProven,
            String subject,
            Instant now) {}

    /**
     * The redirect address with the code; empty if the phone has to approve. The caller has compared the ticket with the binding cookie.
     *
     * @param sessionCookie as the browser sent it, or null
     * @param deviceCookie as the browser sent it, or null
     */
    Uni<Optional<URI>> answer(
            LoginTicket ticket,
            AuthenticatedBrowser browser,
            @Nullable String sessionCookie,
            @Nullable String deviceCookie) {
        AcceptedRequest accepted = AcceptedRequest.parse(ticket.authorizationRequest());
        Optional<SessionCookie> cookie = SessionCookie.parse(sessionCookie);
        Optional<RegisteredClient> client = clients.find(accepted.client())
                .filter(registered -> sso.lifetime().isPositive() && registered.singleSignOn());
        if (cookie.isEmpty() || client.isEmpty()) {
            return none();
        }
        return Uni.combine()
                .all()
                .unis(sessions.find(cookie.get()), store.now())
                .asTuple()
                .chain(found -> found.getItem1()
                        .map(session -> new ContinuedRequest(
                                ticket,
                                accepted,
                                client.get(),
                                browser,
                                session,
                                isProven(session, deviceCookie),
                                subjects.of(session.login().scan().account(), client.get())
                                        .getValue(),
                                found.getItem2()))
                        .filter(request -> CHECKS.stream().allMatch(check -> check.isPassed(request)))
                        .map(this::answerIfNotRevoked)
                        .orElseGet(ContinueSession::none));
    }

    private boolean isProven(LoginSession session, @Nullable String deviceCookie) {
        ECKey key = session.deviceKey();
        return key == null || binding.isProven(session.id(), key, deviceCookie);
    }

    private Uni<Optional<URI>> answerIfNotRevoked(ContinuedRequest request) {
        return revoked(request.session()).chain(revoked -> revoked.isPresent() ? none() : answerOnce(request));
    }

    private Uni<Optional<RefusalReason>> revoked(LoginSession session) {
        return revocationList.firstRevoked(
                new RevocationList.Account(session.login().scan().account()),
                new RevocationList.Credential(session.login().scan().credential()),
                new RevocationList.Session(session.id()));
    }

    /**
     * The relying party belongs to the session before it has a code, so that no end of the session is kept from it. The request is reserved last:
     * if the session does not answer it, the phone does.
     */
    private Uni<Optional<URI>> answerOnce(ContinuedRequest request) {
        ChallengeId login = ChallengeId.random(random);
        SessionClient client = new SessionClient(
                request.client().id(),
                identifiers.of(request.session().id(), request.client().id()),
                request.subject());
        return pushedRequestClaims
                .claim(request.ticket())
                .chain(claimed -> claimed ? sessions.join(request.session().id(), client) : no())
                .chain(joined -> joined ? completedRequests.reserve(request.accepted(), login) : no())
                .chain(reserved -> reserved ? issue(request, login) : none());
    }

    private Uni<Optional<URI>> issue(ContinuedRequest request, ChallengeId login) {
        AcceptedRequest continued =
                request.accepted().continuedBy(request.session().id());
        return codes.issue(login, request.ticket(), continued, request.session(), request.now())
                .call(() -> continued.requestUri() == null
                        ? Uni.createFrom().voidItem()
                        : pushedRequests
                                .complete(continued.requestUri())
                                .onFailure()
                                .recoverWithNull())
                .call(() -> events.continued(
                        request.session(),
                        login,
                        request.client().id(),
                        request.client().name()))
                .map(code -> Optional.of(
                        addresses.of(continued.responseWith(code, endpoints.issuer()), continued.client())));
    }

    /** The cookie may be copied; the key of the page cannot be exported. */
    private static boolean isTheBrowser(ContinuedRequest request) {
        return ConstantTime.equal(
                request.browser().keyThumbprint(), request.session().keyThumbprint());
    }

    /** What can be copied from a disk, the cookie and the key of the page, is worth nothing on another device. */
    private static boolean isTheDevice(ContinuedRequest request) {
        return request.deviceProven();
    }

    /** What is approved once is approved with the phone; OpenID Connect Core section 3.1.2.1: so is every other {@code prompt} than none. */
    private static boolean isALogin(ContinuedRequest request) {
        return AuthorizationChecks.isLogin(request.ticket().action())
                && !request.accepted().session().interactive();
    }

    /** OpenID Connect Core section 3.1.2.1, {@code max_age}. */
    private static boolean isRecentEnough(ContinuedRequest request) {
        return request.accepted()
                .session()
                .isRecent(request.session().login().approval().at(), request.now());
    }

    /** OpenID Connect Core section 3.1.2.1, {@code id_token_hint}. */
    private static boolean isThePerson(ContinuedRequest request) {
        return request.accepted().session().allows(request.subject());
    }

    private static boolean isStrongEnough(ContinuedRequest request) {
        return request.session()
                .login()
                .approval()
                .acr()
                .satisfies(request.ticket().acr());
    }

    /** The person has not agreed to release others. */
    private static boolean releasedTheClaims(ContinuedRequest request) {
        return request.session()
                .login()
                .loginRequest()
                .claims()
                .containsAll(request.accepted().claims());
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }

    private static Uni<Optional<URI>> none() {
        return Uni.createFrom().item(Optional.empty());
    }
}
