package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeConsumed;
import java.time.Instant;

/**
 * The person agreed; the browser that asked may consume it, once.
 *
 * @param scan who claimed it
 * @param approval what was agreed
 */
public record Approved(ChallengeId id, long version, Asked asked, Scan scan, Approval approval, Instant deadline)
        implements Open {

    /** The waiting browser takes the approval and gets the one answer of this login. */
    public Decision<Consumed> consume(Consumption consumption) {
        Consumed next = new Consumed(id, version + 1, asked, scan, approval, consumption);
        return new Decision<>(next, ChallengeConsumed.of(next));
    }
}
