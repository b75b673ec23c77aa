package io.doorway.approval.phone.scan;

import io.doorway.approval.event.EventListener;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Removes a completed login from the set of its account, so that the next scan of the account has nothing to read. */
@Singleton
class RemoveCompletedLogin implements EventListener {
    private final SinglePendingLogin pending;

    RemoveCompletedLogin(SinglePendingLogin pending) {
        this.pending = pending;
    }

    @Override
    public Uni<Void> onChallengeEvent(ChallengeEvent event) {
        if (event instanceof ChallengeConsumed consumed) {
            pending.remove(consumed.account(), consumed.challengeId());
        }
        return Uni.createFrom().voidItem();
    }
}
