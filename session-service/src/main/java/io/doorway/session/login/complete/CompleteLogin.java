package io.doorway.session.login.complete;

import io.doorway.login.browser.AuthenticateBrowser.VerifiedBrowser;
import io.doorway.login.revocation.RevocationList;
import io.doorway.login.store.LoadedChallenges;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.login.complete.ConsumeApproval.Completion;
import io.doorway.session.login.complete.LoginProtocol.AuthorizationResponse;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consumes an approved challenge for the browser that it is bound to.
 *
 * <p>Of any number of concurrent requests one consumes the approval. The others, and a browser that repeats its request after a lost
 * response, get the code of the consumed challenge. The code is stored in the challenge itself, so that a crash leaves no partial result.
 */
@Singleton
public class CompleteLogin {
    private final LoadedChallenges challenges;
    private final Transitions transitions;
    private final LoginProtocol protocol;
    private final RevocationList revocationList;
    private final LoginTrace trace;

    CompleteLogin(
            LoadedChallenges challenges,
            Transitions transitions,
            LoginProtocol protocol,
            RevocationList revocationList,
            LoginTrace trace) {
        this.challenges = challenges;
        this.transitions = transitions;
        this.protocol = protocol;
        this.revocationList = revocationList;
        this.trace = trace;
    }

    /** Completes the login for the browser, or returns why it is refused. The browser's proof is used up in any case. */
    Uni<Outcome<Completion>> complete(
            ChallengeId id, VerifiedBrowser browser, CompletionRequest request, @Nullable String cookie) {
        return challenges.load(id).chain(found -> {
            if (found.isEmpty()) {
                return refused(browser, RefusalReason.UNKNOWN_CHALLENGE, found);
            }
            Challenge challenge = found.get().challenge();
            return browser.browser()
                    .mismatch(challenge.loginRequest().browser())
                    .map(reason -> refused(browser, reason, found))
                    .orElseGet(() -> trace.within(
                            challenge.loginRequest().traceparent(),
                            "challenge.complete",
                            () -> complete(id, browser, found.get(), request, cookie)));
        });
    }

    private Uni<Outcome<Completion>> complete(
            ChallengeId id,
            VerifiedBrowser browser,
            ChallengeSnapshot loaded,
            CompletionRequest request,
            @Nullable String cookie) {
        Optional<Scan> scan = approvedScan(loaded.challenge());
        if (scan.isEmpty()) {
            return refused(browser, RefusalReason.WRONG_STATE, Optional.of(loaded));
        }
        AuthorizationResponse response =
                protocol.responseTo(id, loaded.challenge().loginRequest());
        Optional<URI> otherPerson = response.refusal(scan.get().account());
        if (otherPerson.isPresent()) {
            return browser.markUsed().replaceWith(new Outcome.Done<>(new Completion.OtherPerson(otherPerson.get())));
        }
        ConsumeApproval approval = new ConsumeApproval(request, response);
        Uni<Optional<Outcome<Completion>>> conditions = conditions(id, browser, loaded, scan.get(), response, approval);
        return Conditions.commit(
                        conditions, mode -> transitions.change(mode, loaded, Fence.SAME_STORE, approval::decide))
                .chain(outcome -> outcome instanceof Outcome.Done<Completion>(Completion.Completed completed)
                        ? begin(completed, response, cookie)
                        : Uni.createFrom().item(outcome));
    }

    /** What has to hold: the proof is new, the request is of this login, and nobody of it is revoked. The proof is used up in any case. */
    private Uni<Optional<Outcome<Completion>>> conditions(
            ChallengeId id,
            VerifiedBrowser browser,
            ChallengeSnapshot loaded,
            Scan scan,
            AuthorizationResponse response,
            ConsumeApproval approval) {
        Uni<Boolean> reserved = approval.isConfirmed(loaded.challenge())
                ? response.reserve()
                : Uni.createFrom().item(true);
        return Uni.combine()
                .all()
                .unis(browser.markUsed(), reserved, revocationList.firstRevoked(id, scan))
                .with((marked, ofThisLogin, revoked) -> revoked.or(
                                () -> ofThisLogin ? Optional.empty() : Optional.of(RefusalReason.WRONG_STATE))
                        .<Outcome<Completion>>map(reason -> new Outcome.Refused<>(reason, loaded.challenge())));
    }

    private static Uni<Outcome<Completion>> begin(
            Completion.Completed completed, AuthorizationResponse response, @Nullable String cookie) {
        return response.end()
                .chain(() -> response.beginSession(completed.login(), cookie))
                .map(begun -> new Outcome.Done<>(completed.with(begun.orElse(null))));
    }

    private static Optional<Scan> approvedScan(Challenge challenge) {
        return switch (challenge) {
            case Approved approved -> Optional.of(approved.scan());
            case Consumed consumed -> Optional.of(consumed.scan());
            default -> Optional.empty();
        };
    }

    private static Uni<Outcome<Completion>> refused(
            VerifiedBrowser browser, RefusalReason reason, Optional<ChallengeSnapshot> loaded) {
        return browser.markUsed().chain(() -> refused(reason, loaded));
    }

    private static Uni<Outcome<Completion>> refused(RefusalReason reason, Optional<ChallengeSnapshot> loaded) {
        return Uni.createFrom()
                .item(new Outcome.Refused<>(
                        reason, loaded.map(ChallengeSnapshot::challenge).orElse(null)));
    }
}
