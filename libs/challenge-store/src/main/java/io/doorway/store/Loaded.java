package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Open;
import java.time.Instant;
import java.util.List;

/**
 * A challenge as it was read.
 *
 * @param challenge the state
 * @param now the store's clock at the reading
 * @param sameStore whether the store is still the one that the challenge was created in; what is false here can only close
 * @param untold the outbox ids of its events that Kafka has not acknowledged, as far as the store knows, oldest first
 */
public record Loaded(Challenge challenge, Instant now, boolean sameStore, List<String> untold) {

    public Loaded {
        untold = List.copyOf(untold);
    }

    /** Whether Kafka has acknowledged every transition so far. */
    public boolean told() {
        return untold.isEmpty();
    }

    /** Whether the deadline has passed, whatever the sweeper has done so far. */
    public boolean overdue() {
        return challenge instanceof Open open && !now.isBefore(open.deadline());
    }
}
