package io.doorway.session.login.watch;

import io.doorway.login.browser.AuthenticateBrowser;
import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.browser.SocketTokens;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.Waits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides who may watch a challenge: the browser that it is bound to. */
@Singleton
class AdmitWatcher {

    private final AuthenticateBrowser browsers;
    private final SocketTokens tokens;
    private final ChallengeStore store;
    private final Refusals refusals;
    private final RateLimits limits;

    AdmitWatcher(
            AuthenticateBrowser browsers,
            SocketTokens tokens,
            ChallengeStore store,
            Refusals refusals,
            RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
        this.browsers = browsers;
        this.store = store;
        this.refusals = refusals;
    }

    /** A request to watch the challenge, as sent. */
    static BrowserRequest request(ChallengeId id, @Nullable String cookie, @Nullable String proof, String source) {
        return new BrowserRequest(
                Attempt.WATCH, Actor.at(source).on(id), "GET", "/login/" + id + "/events", cookie, proof);
    }

    /**
     * Checks proof, challenge, cookie and key, in this order.
     *
     * @param beforeLoad run when the proof is verified and before the state is loaded: the moment to subscribe
     */
    Uni<WatchAdmission> admit(ChallengeId id, BrowserRequest request, Runnable beforeLoad) {
        Waits.beginRequest();
        return browsers.authenticate(request)
                .invoke(beforeLoad)
                .chain(browser -> store.load(id).map(found -> decide(found, browser)))
                .invoke(admission -> conclude(admission, request))
                .onFailure(InvalidProofException.class)
                .recoverWithItem(e -> new WatchAdmission.InvalidProof((InvalidProofException) e));
    }

    /**
     * The same for a WebSocket. Its hello is counted by the limits of its source first, because its upgrade was not; the number of open
     * sockets bounds how many proofs are verified at once.
     */
    Uni<WatchAdmission> admitWithProof(ChallengeId id, BrowserRequest request, Runnable beforeLoad) {
        Waits.beginRequest();
        return count(request.actor())
                .chain(() -> admit(id, request, beforeLoad))
                .onFailure(ProblemException.class)
                .recoverWithItem(WatchAdmission.TooMany::new);
    }

    private Uni<Void> count(Actor actor) {
        return limits.beforeAuthentication(Attempt.WATCH, actor)
                .invoke(RateLimits.Verification::end)
                .replaceWithVoid();
    }

    /** Counts a WebSocket without a hello by the limits of its source. False if one is exceeded. */
    Uni<Boolean> countWithoutHello(ChallengeId id, String source) {
        return count(Actor.at(source).on(id))
                .replaceWith(true)
                .onFailure(ProblemException.class)
                .recoverWithItem(false);
    }

    /**
     * Checks challenge, cookie and token, in this order, and uses the token up. The hello is counted by the limits of its source.
     *
     * @param request without a proof
     * @param beforeLoad run before the state is loaded: the moment to subscribe
     */
    Uni<WatchAdmission> admitWithToken(ChallengeId id, BrowserRequest request, String token, Runnable beforeLoad) {
        Waits.beginRequest();
        return Uni.createFrom()
                .voidItem()
                .invoke(beforeLoad)
                .chain(() -> Uni.combine()
                        .all()
                        .unis(count(request.actor()), store.load(id), tokens.markUsed(token, request.cookie()))
                        .with((counted, found, first) -> found.map(loaded -> admit(request, token, first, loaded))
                                .orElseGet(() -> new WatchAdmission.NotFound(RefusalReason.UNKNOWN_CHALLENGE))))
                .invoke(admission -> conclude(admission, request))
                .onFailure(ProblemException.class)
                .recoverWithItem(WatchAdmission.TooMany::new);
    }

    private WatchAdmission admit(BrowserRequest request, String token, boolean firstUse, ChallengeSnapshot loaded) {
        return SocketTokens.refusal(token, request.cookie(), firstUse, loaded)
                .map(reason -> refused(request, reason))
                .orElseGet(() -> inStore(loaded));
    }

    /** A token that was the right one is answered as an invalid proof: the page connects again with a proof. */
    private WatchAdmission refused(BrowserRequest request, RefusalReason reason) {
        if (reason != RefusalReason.EXPIRED && reason != RefusalReason.REPLAYED) {
            return new WatchAdmission.NotFound(reason);
        }
        refusals.record(Attempt.WATCH, reason, request.actor());
        return new WatchAdmission.InvalidProof(new InvalidProofException(reason));
    }

    private void conclude(WatchAdmission admission, BrowserRequest request) {
        switch (admission) {
            case WatchAdmission.Granted granted -> limits.proved(request.actor());
            case WatchAdmission.NotFound(RefusalReason reason) ->
                refusals.record(Attempt.WATCH, reason, request.actor());
            case WatchAdmission.InvalidProof recorded -> {}
            case WatchAdmission.TooMany recorded -> {}
        }
    }

    /** Records the refusal of a request that did not reach {@link #admit}. */
    void recordRefusal(ChallengeId id, RefusalReason reason, String source) {
        refusals.record(Attempt.WATCH, reason, Actor.at(source).on(id));
    }

    private static WatchAdmission decide(Optional<ChallengeSnapshot> found, AuthenticatedBrowser browser) {
        if (found.isEmpty()) {
            return new WatchAdmission.NotFound(RefusalReason.UNKNOWN_CHALLENGE);
        }
        ChallengeSnapshot loaded = found.get();
        Optional<RefusalReason> mismatch =
                browser.mismatch(loaded.challenge().loginRequest().browser());
        if (mismatch.isPresent()) {
            return new WatchAdmission.NotFound(mismatch.get());
        }
        return inStore(loaded);
    }

    private static WatchAdmission inStore(ChallengeSnapshot loaded) {
        return storeLost(loaded)
                ? new WatchAdmission.NotFound(RefusalReason.STORE_CHANGED)
                : new WatchAdmission.Granted(loaded);
    }

    /** Whether the challenge is open in a store that may have lost its later transitions: no approval will be accepted. */
    static boolean storeLost(ChallengeSnapshot loaded) {
        return !loaded.sameStore() && loaded.challenge() instanceof Open;
    }

    /** Whether a browser may watch a challenge. */
    sealed interface WatchAdmission {

        /** It may. */
        record Granted(ChallengeSnapshot loaded) implements WatchAdmission {}

        /** The key proof is invalid, or the token expired or was used. The reason is recorded. */
        record InvalidProof(InvalidProofException exception) implements WatchAdmission {}

        /** A limit of the source is exceeded. The reason is recorded. */
        record TooMany() implements WatchAdmission {}

        /** The challenge does not exist or belongs to another browser, which the browser cannot distinguish. The reason is recorded. */
        record NotFound(RefusalReason reason) implements WatchAdmission {}
    }
}
