package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Open;
import java.time.Instant;

/**
 * A challenge as it was read.
 *
 * @param challenge the state
 * @param now the store's clock at the reading
 * @param sameStore whether the store is still the one that the challenge was created in; what is false here can only expire
 * @param told whether Kafka has acknowledged the event of the last transition
 */
public record Loaded(Challenge challenge, Instant now, boolean sameStore, boolean told) {

    /** Whether the deadline has passed, whatever the sweeper has done so far. */
    public boolean overdue() {
        return challenge instanceof Open open && !now.isBefore(open.deadline());
    }
}
