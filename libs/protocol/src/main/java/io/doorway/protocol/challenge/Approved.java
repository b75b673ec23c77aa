package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeConsumed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The person agreed; the browser that asked may consume it, once.
 *
 * @param scan who claimed it
 * @param approval what was agreed
 * @param handover what the browser has to present to consume it, or null if nothing
 */
public record Approved(
        ChallengeId id,
        long version,
        Asked asked,
        Scan scan,
        Approval approval,
        @Nullable Handover handover,
        Instant deadline)
        implements Open {

    /** What the browser has to present. */
    public Check check() {
        return handover == null ? Check.NONE : handover.kind();
    }

    /**
     * The browser presented something else than was handed over; it may try again.
     *
     * @throws IllegalStateException if nothing was handed over, or this was the last try: then the challenge is cancelled
     */
    public Decision<Approved> mistype(Instant at) {
        if (handover == null || handover.triesLeft() == 1) {
            throw new IllegalStateException("no try is left to take");
        }
        Approved next = new Approved(id, version + 1, asked, scan, approval, handover.lessOneTry(), deadline);
        return new Decision<>(next, ChallengeCodeMistyped.of(next, at));
    }

    /** The waiting browser takes the approval and gets the one answer of this login. */
    public Decision<Consumed> consume(Consumption consumption) {
        Consumed next = new Consumed(id, version + 1, asked, scan, approval, consumption);
        return new Decision<>(next, ChallengeConsumed.of(next));
    }
}
