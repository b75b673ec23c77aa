package io.doorway.store.maintenance;

import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Outcome;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Expires overdue challenges, so that the login page is notified and the audit has a final event for every challenge.
 *
 * <p>Correctness does not depend on the sweeper: after its deadline a challenge is refused whether or not it was swept. If several
 * sweepers run concurrently, the store lets one of them expire a challenge.
 */
public final class ExpirySweeper implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int BATCH_SIZE = 200;
    private static final int CONCURRENCY = 8;

    private final ChallengeStore store;
    private final Transitions transitions;
    private final PeriodicTask task;

    public ExpirySweeper(ChallengeStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
        this.task = new PeriodicTask("expiry-sweeper", INTERVAL, this::sweep);
    }

    /** Sweeps every second from now on, less often while it fails. */
    public void start() {
        task.start();
    }

    /** Sweeps all buckets once. Returns the number of expired challenges. */
    public Uni<Integer> sweep() {
        return store.overdueBuckets()
                .chain(buckets -> Multi.createFrom()
                        .iterable(buckets)
                        .onItem()
                        .transformToUniAndConcatenate(this::sweep)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    /** Sweeps one bucket. Returns the number of expired challenges, at most {@value #BATCH_SIZE}. */
    public Uni<Integer> sweep(int bucket) {
        return store.overdueChallenges(bucket, BATCH_SIZE)
                .chain(overdue -> Multi.createFrom()
                        .iterable(overdue)
                        .onItem()
                        .transformToUni(this::expire)
                        .collectFailures()
                        .merge(CONCURRENCY)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    private Uni<Integer> expire(ChallengeId id) {
        return transitions
                .change(id, Fence.NONE, ExpirySweeper::decide)
                .map(outcome -> outcome instanceof Outcome.Done ? 1 : 0);
    }

    private static TransitionDecision<Boolean> decide(ChallengeSnapshot snapshot) {
        return snapshot.overdue() && snapshot.challenge() instanceof Open open
                ? new TransitionDecision.Change<>(open.expire(snapshot.now()), true)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
    }

    @Override
    public void close() {
        task.close();
    }
}
