package io.doorway.store;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps every challenge as one versioned record.
 *
 * <p>The contract, proven for every implementation by one conformance suite:
 *
 * <ul>
 *   <li>If any number of callers commit from the same version at once, exactly one succeeds; the others get {@link
 *       Commit.Conflict}.
 *   <li>The new state, its event in the outbox and its deadline become visible together or not at all.
 *   <li>The store's own clock is the only one that decides: from the deadline on nothing but an expiry is committed, and no
 *       expiry before it.
 *   <li>A commit that asks for {@link Fence#SAME_STORE} is refused when the store has been restarted or replaced since the
 *       challenge was created, for then an acknowledged transition may have been lost.
 *   <li>Every reading of a challenge names its events that are still in the outbox.
 *   <li>An event that Kafka has not acknowledged is named by every reading of its challenge, until it is removed from the outbox.
 *   <li>Any doubt is a failed {@code Uni} ({@link StoreUnavailableException}), never a pass. After a failure the caller does
 *       not know whether the commit happened, and reads again.
 * </ul>
 */
public interface ChallengeStore {

    /** The store's clock. */
    Uni<Instant> now();

    /** The challenge as it is, or empty if there is none (any more). */
    Uni<Optional<Loaded>> load(ChallengeId id);

    /** Stores a new challenge; {@link Commit.Conflict} if the id is taken. */
    Uni<Commit> create(Decision<Created> decision);

    /** Replaces {@code before} by what was decided from it, if it is still what the store holds. */
    Uni<Commit> commit(Loaded before, Decision<?> decision, Fence fence);

    /** The buckets that hold an open challenge whose deadline has passed; one round trip, whatever their number. */
    Uni<List<Integer>> overdue();

    /** Open challenges of one bucket whose deadline has passed, the most overdue first. */
    Uni<List<ChallengeId>> due(int bucket, int limit);
}
