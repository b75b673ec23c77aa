package io.doorway.challenge.issue;

import io.doorway.challenge.issue.TicketUseCounter.TicketUse;
import io.doorway.login.browser.AuthenticateBrowser.VerifiedBrowser;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.PushedRequestClaims;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.store.redis.RedisLoginCodes;
import io.doorway.web.geography.GeoLocation;
import io.doorway.web.geography.Geography;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.Problem;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates a challenge for a login ticket, and cancels the challenge that was created for it before. */
@Singleton
class IssueChallenge {

    private static final int FRAME_KEY_BYTES = 32;

    /** One of 2^40 codes is in use by another login rarely, and three times in a row never. */
    private static final int CODE_ATTEMPTS = 3;

    private final Transitions transitions;
    private final TicketUseCounter uses;
    private final PushedRequestClaims pushedRequests;
    private final RedisLoginCodes codes;
    private final RateLimits limits;
    private final Refusals refusals;
    private final LoginTrace trace;
    private final Geography geography;
    private final RandomGenerator random;

    IssueChallenge(
            Transitions transitions,
            TicketUseCounter uses,
            PushedRequestClaims pushedRequests,
            RedisLoginCodes codes,
            RateLimits limits,
            Refusals refusals,
            LoginTrace trace,
            Geography geography,
            RandomGenerator random) {
        this.transitions = transitions;
        this.uses = uses;
        this.pushedRequests = pushedRequests;
        this.codes = codes;
        this.limits = limits;
        this.refusals = refusals;
        this.trace = trace;
        this.geography = geography;
        this.random = random;
    }

    /** The creation of challenges. */
    @ConfigMapping(prefix = "doorway.issue")
    public interface IssueConfig {

        /** The number of challenges that a page may create with one ticket. A page replaces an expired challenge by itself a few times, then a person clicks. */
        @WithDefault("10")
        int perTicket();
    }

    /**
     * The sender of the page's request.
     *
     * @param actor its address and the relying party of its ticket
     * @param userAgent the header {@code User-Agent}, or null
     * @param hints what the page states about its browser
     */
    record RequestSource(Actor actor, @Nullable String userAgent, ClientHints hints) {

        String ip() {
            return actor.source();
        }
    }

    /**
     * A new challenge.
     *
     * @param code its code on the route {@link Route#ENTERED_CODE}, else null
     */
    record IssuedChallenge(Created created, @Nullable LoginCode code) {}

    /**
     * Fails with {@code 429} if a limit of the relying party is exceeded. The proof and one use of the ticket are used up in any case.
     *
     * <p>What has to hold is checked in the same step of the store in which the challenge is created.
     *
     * @param sourceLimits a further condition
     * @param now the time at which it is created, by the store's clock
     */
    Uni<IssuedChallenge> issue(
            LoginTicket ticket, VerifiedBrowser browser, RequestSource source, Uni<Void> sourceLimits, Instant now) {
        return trace.within(ticket.traceparent(), "challenge.issue", () -> {
            ChallengeId id = ChallengeId.random(random);
            LoginRequest request = loginRequest(ticket, browser.browser(), source, now);
            Uni<TicketUse> use = useTicket(ticket, browser, source, sourceLimits, id);
            return request.route() == Route.ENTERED_CODE
                    ? use.chain(this::cancelPrevious).chain(() -> createWithCode(id, request, CODE_ATTEMPTS))
                    : create(id, request, use.memoize().indefinitely());
        });
    }

    /** Everything that uses up something of the page: conditions of the creation. */
    private Uni<TicketUse> useTicket(
            LoginTicket ticket, VerifiedBrowser browser, RequestSource source, Uni<Void> sourceLimits, ChallengeId id) {
        return Uni.combine()
                .all()
                .unis(
                        sourceLimits,
                        limits.afterAuthentication(Attempt.CREATE, source.actor()),
                        browser.markUsed(),
                        uses.count(ticket, id),
                        pushedRequests.claim(ticket))
                .with((within, counted, marked, use, claimed) -> {
                    TicketUse left = use.orElseThrow(() -> refused(RefusalReason.RATE_LIMITED, source));
                    if (!claimed) {
                        throw refused(RefusalReason.CLAIMED, source);
                    }
                    return left;
                });
    }

    /** A page shows one QR code. The previous one cannot be scanned any more when the page gets the new one. */
    private Uni<IssuedChallenge> create(ChallengeId id, LoginRequest request, Uni<TicketUse> use) {
        return Conditions.commit(
                        use.replaceWith(Optional.<IssuedChallenge>empty()), mode -> create(id, request, null, mode))
                .call(() -> use.chain(this::cancelPrevious));
    }

    private Uni<IssuedChallenge> create(
            ChallengeId id, LoginRequest request, @Nullable LoginCode code, Conditions.Mode mode) {
        return transitions.create(creation(id, request), mode).map(created -> new IssuedChallenge(created, code));
    }

    Transition<Created> creation(ChallengeId id, LoginRequest request) {
        return Created.create(id, request, SecretBytes.random(random, FRAME_KEY_BYTES));
    }

    /** The code comes first: until its challenge exists, it is answered as an unknown one. It lives as long as a repeated answer needs it. */
    private Uni<IssuedChallenge> createWithCode(ChallengeId id, LoginRequest request, int attempts) {
        LoginCode code = LoginCode.random(random);
        Timing timing = request.timing();
        return codes.assign(code, id, timing.scanWithin().plus(timing.decideWithin()))
                .chain(assigned -> {
                    if (assigned) {
                        return create(id, request, code, Conditions.Mode.ALONE);
                    }
                    if (attempts == 1) {
                        throw Problem.unavailable().asException();
                    }
                    return createWithCode(id, request, attempts - 1);
                });
    }

    private ProblemException refused(RefusalReason reason, RequestSource source) {
        refusals.record(Attempt.CREATE, reason, source.actor());
        return RefusalProblems.of(Attempt.CREATE, reason).asException();
    }

    /** A challenge that was scanned already continues. */
    private Uni<?> cancelPrevious(TicketUse use) {
        return use.previous()
                .<Uni<?>>map(previous -> transitions.change(previous, Fence.NONE, IssueChallenge::cancelUnscanned))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static TransitionDecision<Boolean> cancelUnscanned(ChallengeSnapshot loaded) {
        return loaded.challenge() instanceof Created created && !loaded.overdue()
                ? new TransitionDecision.Change<>(created.cancel(Canceller.RENEWAL, loaded.now()), true)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
    }

    /** What the challenge is for, from the ticket, the browser and the page's request. */
    LoginRequest loginRequest(
            LoginTicket ticket, AuthenticatedBrowser authenticated, RequestSource source, Instant now) {
        boolean shared = ticket.shared() || source.hints().shared();
        Browser browser = new Browser(
                ticket.cookieHash(),
                authenticated.keyThumbprint(),
                source.ip(),
                geography.of(source.ip()).flatMap(GeoLocation::displayName).orElse(null),
                UserAgentDescription.of(source.userAgent()),
                source.hints().timeZone(),
                shared);
        return new LoginRequest(
                ticket.authorizationRequest(),
                ticket.relyingParty(),
                ticket.action(),
                ticket.claims(),
                ticket.acr(),
                ticket.checkPolicy(),
                browser,
                source.hints().route(),
                timing(ticket, source.hints(), shared),
                now,
                ticket.traceparent(),
                null);
    }

    private static Timing timing(LoginTicket ticket, ClientHints hints, boolean shared) {
        Timing timing = shared ? ticket.timing().onSharedBrowser() : ticket.timing();
        Timing confirmed = hints.moreTime() ? timing.withMoreTimeToConfirm() : timing;
        return hints.route() == Route.ENTERED_CODE ? confirmed.withEnteredCode() : confirmed;
    }
}
