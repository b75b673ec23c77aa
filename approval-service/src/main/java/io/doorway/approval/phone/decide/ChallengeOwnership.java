package io.doorway.approval.phone.decide;

import io.doorway.approval.credential.Credential;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.TransitionDecision;

/**
 * Only the credential that scanned a challenge decides it. To every other credential the challenge does not exist: both refusals have
 * the same response.
 */
enum ChallengeOwnership {
    UNCLAIMED(RefusalReason.UNKNOWN_CHALLENGE),
    CLAIMED_BY_ANOTHER(RefusalReason.CLAIMED);

    private final RefusalReason reason;

    ChallengeOwnership(RefusalReason reason) {
        this.reason = reason;
    }

    static boolean isClaimedBy(Credential credential, Scan scan) {
        return scan.credential().equals(credential.id());
    }

    /** The refusal of a challenge that was decided differently, which only its own credential learns. */
    static <R> TransitionDecision<R> refuseClosed(Credential credential, Scan scan) {
        return isClaimedBy(credential, scan)
                ? new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE)
                : CLAIMED_BY_ANOTHER.refuse();
    }

    <R> TransitionDecision<R> refuse() {
        return new TransitionDecision.Refuse<>(reason);
    }
}
