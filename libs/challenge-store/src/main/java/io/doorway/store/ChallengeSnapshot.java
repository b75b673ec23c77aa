package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Open;
import java.time.Instant;
import java.util.List;

/**
 * A challenge as it was loaded.
 *
 * @param challenge the state
 * @param now the time of the load by the store's clock
 * @param sameStore whether the store is still the one in which the challenge was created; otherwise only transitions that end the
 *     challenge are possible
 * @param unpublished the outbox ids of its events that Kafka has not acknowledged, oldest first
 */
public record ChallengeSnapshot(Challenge challenge, Instant now, boolean sameStore, List<String> unpublished) {

    public ChallengeSnapshot {
        unpublished = List.copyOf(unpublished);
    }

    /** Whether Kafka has acknowledged every event of the challenge. */
    public boolean published() {
        return unpublished.isEmpty();
    }

    /** Whether the deadline has passed, even if the sweeper has not expired the challenge yet. */
    public boolean overdue() {
        return challenge instanceof Open open && !now.isBefore(open.deadline());
    }
}
