package io.doorway.challenge.issue;

import io.doorway.edge.place.Geography;
import io.doorway.edge.place.Place;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.problem.ProblemException;
import io.doorway.edge.proof.BrowserKey;
import io.doorway.edge.refusal.Refusals;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives a page a new challenge for its ticket, and closes the one that it had before. */
@ApplicationScoped
class IssueChallenge {

    private static final int FRAME_KEY_BYTES = 32;

    private final Transitions transitions;
    private final ChallengeStore store;
    private final TicketUse uses;
    private final IssueConfig config;
    private final Refusals refusals;
    private final LoginTrace trace;
    private final Geography geography;
    private final RandomGenerator random;

    IssueChallenge(
            Transitions transitions,
            ChallengeStore store,
            TicketUse uses,
            IssueConfig config,
            Refusals refusals,
            LoginTrace trace,
            Geography geography,
            RandomGenerator random) {
        this.transitions = transitions;
        this.store = store;
        this.uses = uses;
        this.config = config;
        this.refusals = refusals;
        this.trace = trace;
        this.geography = geography;
        this.random = random;
    }

    /**
     * Where the page's request came from.
     *
     * @param ip its address
     * @param userAgent its {@code User-Agent}, or null
     * @param says what it says of itself
     */
    record Origin(String ip, @Nullable String userAgent, PageSays says) {}

    Uni<Created> forTicket(LoginTicket ticket, BrowserKey key, Origin origin) {
        return trace.within(ticket.traceparent(), "challenge.issue", () -> {
            ChallengeId id = ChallengeId.random(random);
            return uses.count(ticket, id)
                    .invoke(use -> requireWithinLimit(use, ticket, origin))
                    .call(this::closePrevious)
                    .chain(store::now)
                    .chain(now -> transitions.create(Created.create(id, asked(ticket, key, origin, now), frameKey())));
        });
    }

    private void requireWithinLimit(TicketUse.Use use, LoginTicket ticket, Origin origin) {
        if (use.count() > config.perTicket()) {
            Refusals.Who who =
                    new Refusals.Who(origin.ip(), null, ticket.relyingParty().id(), null, null, ticket.traceparent());
            refusals.record(Attempt.CREATE, RefusalReason.RATE_LIMITED, who);
            throw tooMany();
        }
    }

    private static ProblemException tooMany() {
        return Problem.of(429, "too-many-challenges", "This login was renewed too often. Start again from the website.")
                .asException();
    }

    /** One page shows one code: what it showed before cannot be scanned any more. A phone that has scanned keeps its challenge. */
    private Uni<?> closePrevious(TicketUse.Use use) {
        return use.previous()
                .<Uni<?>>map(previous -> transitions.change(previous, Fence.NONE, IssueChallenge::closeUnscanned))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Verdict<Boolean> closeUnscanned(Loaded loaded) {
        return loaded.challenge() instanceof Created created && !loaded.overdue()
                ? new Verdict.Change<>(created.cancel(Canceller.RENEWAL, loaded.now()), true)
                : new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private Asked asked(LoginTicket ticket, BrowserKey key, Origin origin, Instant now) {
        boolean shared = ticket.shared() || origin.says().shared();
        Browser browser = new Browser(
                ticket.cookieHash(),
                key.thumbprint(),
                origin.ip(),
                geography.of(origin.ip()).flatMap(Place::words).orElse(null),
                UserAgentWords.of(origin.userAgent()),
                origin.says().timeZone(),
                shared);
        return new Asked(
                ticket.request(),
                ticket.relyingParty(),
                ticket.action(),
                ticket.claims(),
                ticket.acr(),
                ticket.checkPolicy(),
                browser,
                origin.says().route(),
                shared ? ticket.timing().onSharedBrowser() : ticket.timing(),
                now,
                ticket.traceparent());
    }

    private SecretBytes frameKey() {
        byte[] key = new byte[FRAME_KEY_BYTES];
        random.nextBytes(key);
        return SecretBytes.of(key);
    }
}
