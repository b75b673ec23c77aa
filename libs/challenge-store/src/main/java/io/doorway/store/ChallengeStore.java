package io.doorway.store;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores every challenge as one versioned record.
 *
 * <p>One conformance suite tests this contract for every implementation:
 *
 * <ul>
 *   <li>If any number of callers commit from the same version concurrently, exactly one succeeds; the others get {@link
 *       CommitResult.Conflict}.
 *   <li>The new state, its event in the outbox and its deadline become visible together or not at all.
 *   <li>Only the store's clock decides: from the deadline on, only an expiry is committed, and no expiry is committed before it.
 *   <li>A commit with {@link Fence#SAME_STORE} is refused if the store was restarted or replaced since the challenge was created,
 *       because an acknowledged transition may have been lost.
 *   <li>A snapshot lists the events of its challenge that Kafka has not acknowledged, until they are removed from the outbox.
 *   <li>Every error is a failed {@code Uni} with {@link StoreUnavailableException}. After a failure the caller does not know whether
 *       the commit happened, and loads the challenge again.
 * </ul>
 */
public interface ChallengeStore {

    /** The time of the store's clock. */
    Uni<Instant> now();

    /**
     * The time of the store's clock as it was read lately and has gone on since by this machine's clock: not later than now, and empty if it
     * was not read within the last seconds. For times that a commit records; what decides about deadlines is the store.
     */
    Optional<Instant> recentNow();

    /** The current state, or empty if the challenge does not exist or no longer exists. */
    Uni<Optional<ChallengeSnapshot>> load(ChallengeId id);

    /** Stores a new challenge; {@link CommitResult.Conflict} if the id is taken. */
    default Uni<CommitResult> create(Transition<Created> creation) {
        return create(creation, Conditions.Mode.ALONE);
    }

    /** The same, in the given mode; fails with {@link Conditions.NotHeldException} if a condition does not hold. */
    Uni<CommitResult> create(Transition<Created> creation, Conditions.Mode mode);

    /** Replaces {@code before} by the result of a transition from it, if the store still holds that version. */
    default Uni<CommitResult> commit(ChallengeSnapshot before, Transition<?> transition, Fence fence) {
        return commit(before, transition, fence, Conditions.Mode.ALONE);
    }

    /** The same, in the given mode; fails with {@link Conditions.NotHeldException} if a condition does not hold. */
    Uni<CommitResult> commit(ChallengeSnapshot before, Transition<?> transition, Fence fence, Conditions.Mode mode);

    /** The buckets that contain an open challenge after its deadline. One round trip, whatever their number. */
    Uni<List<Integer>> overdueBuckets();

    /** The open challenges of one bucket after their deadline, the most overdue first. */
    Uni<List<ChallengeId>> overdueChallenges(int bucket, int limit);

    /** The result of a commit. */
    sealed interface CommitResult {

        /**
         * The transition is stored and its event is in the outbox.
         *
         * @param entry the entry of the event in the outbox
         */
        record Committed(OutboxEntry entry) implements CommitResult {}

        /** Another transition was committed first. */
        record Conflict() implements CommitResult {}

        /** The deadline has passed, or for an expiry has not passed. */
        record DeadlineMismatch() implements CommitResult {}

        /** The store is not the one in which the challenge was created. */
        record Fenced() implements CommitResult {}
    }

    /** Whether a commit requires the store in which the challenge was created. */
    enum Fence {
        /** For approve and consume: a restarted store or a promoted replica may have lost that they have already happened. */
        SAME_STORE,
        /** For transitions that end a challenge or grant nothing. */
        NONE
    }
}
