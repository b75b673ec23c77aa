package io.doorway.session.complete;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.proof.BrowserKey;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.oauth.Endpoints;
import io.doorway.session.par.PushedRequests;
import io.doorway.session.request.AcceptedRequest;
import io.doorway.session.request.AcceptedRequests;
import io.doorway.session.standing.Standing;
import io.doorway.session.token.BoundSecret;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Consumes an approved challenge for the browser that it belongs to.
 *
 * <p>However many requests come at once, one consumes; the others, and the same browser asking again after a lost answer, get the
 * code that is in the consumed challenge. The code's record <em>is</em> that challenge, so there is nothing that a crash could
 * leave half done.
 */
@ApplicationScoped
public class CompleteLogin {
    private final ChallengeStore challenges;
    private final Transitions transitions;
    private final AcceptedRequests requests;
    private final PushedRequests pushedRequests;
    private final Standing standing;
    private final Endpoints endpoints;
    private final LoginTrace trace;
    private final RandomGenerator random;

    CompleteLogin(
            ChallengeStore challenges,
            Transitions transitions,
            AcceptedRequests requests,
            PushedRequests pushedRequests,
            Standing standing,
            Endpoints endpoints,
            LoginTrace trace,
            RandomGenerator random) {
        this.challenges = challenges;
        this.transitions = transitions;
        this.requests = requests;
        this.pushedRequests = pushedRequests;
        this.standing = standing;
        this.endpoints = endpoints;
        this.trace = trace;
        this.random = random;
    }

    /** Who completes: what its cookie and its proof say. */
    public record Asker(Optional<BindingCookie> cookie, BrowserKey key) {}

    /** What the browser gets for what it presents, or why it gets nothing. */
    Uni<Outcome<Completion>> complete(ChallengeId id, Asker asker, Presented presented) {
        return challenges.load(id).chain(found -> {
            if (found.isEmpty()) {
                return refused(RefusalReason.UNKNOWN_CHALLENGE, Optional.empty());
            }
            Challenge challenge = found.get().challenge();
            return foreign(challenge.asked().browser(), asker)
                    .map(reason -> refused(reason, found))
                    .orElseGet(() -> trace.within(
                            challenge.asked().traceparent(),
                            "challenge.complete",
                            () -> complete(id, found.get(), presented)));
        });
    }

    private Uni<Outcome<Completion>> complete(ChallengeId id, Loaded seen, Presented presented) {
        Optional<Scan> approved = approved(seen.challenge());
        if (approved.isEmpty()) {
            return refused(RefusalReason.WRONG_STATE, Optional.of(seen));
        }
        return Uni.combine()
                .all()
                .unis(requests.find(seen.challenge().asked().request()), standing.lost(id, approved.get()))
                .asTuple()
                .chain(known -> {
                    if (known.getItem2().isPresent()) {
                        return refused(known.getItem2().get(), Optional.of(seen));
                    }
                    return known.getItem1()
                            .map(request -> take(id, request, presented))
                            .orElseGet(() -> refused(RefusalReason.EXPIRED, Optional.of(seen)));
                });
    }

    private Uni<Outcome<Completion>> take(ChallengeId id, AcceptedRequest request, Presented presented) {
        SecretText fresh = BoundSecret.random(id, random).text();
        TakeApproval take = new TakeApproval(presented, fresh, code -> request.redirectWith(code, endpoints.issuer()));
        return transitions
                .change(id, Fence.SAME_STORE, take::of)
                .call(outcome -> outcome instanceof Outcome.Done<Completion>(Completion.Granted granted)
                        ? ended(request)
                        : Uni.createFrom().voidItem());
    }

    /** Why the challenge is not this asker's, or empty if it is. */
    private static Optional<RefusalReason> foreign(Browser browser, Asker asker) {
        boolean sameCookie = asker.cookie()
                .map(BindingCookie::hash)
                .filter(browser.cookieHash()::equals)
                .isPresent();
        if (!sameCookie) {
            return Optional.of(RefusalReason.WRONG_COOKIE);
        }
        return browser.keyThumbprint().equals(asker.key().thumbprint())
                ? Optional.empty()
                : Optional.of(RefusalReason.WRONG_BROWSER_KEY);
    }

    private static Optional<Scan> approved(Challenge challenge) {
        return switch (challenge) {
            case Approved approved -> Optional.of(approved.scan());
            case Consumed consumed -> Optional.of(consumed.scan());
            default -> Optional.empty();
        };
    }

    /** A pushed request has served; that it could not be forgotten must not cost the person the login. */
    private Uni<Void> ended(AcceptedRequest request) {
        return request.pushed() == null
                ? Uni.createFrom().voidItem()
                : pushedRequests.forget(request.pushed()).onFailure().recoverWithNull();
    }

    private static Uni<Outcome<Completion>> refused(RefusalReason reason, Optional<Loaded> seen) {
        return Uni.createFrom()
                .item(new Outcome.Refused<>(reason, seen.map(Loaded::challenge).orElse(null)));
    }
}
