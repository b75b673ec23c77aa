package io.doorway.store.upkeep;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Expires what is overdue, so that a page waiting for it learns of it and the audit has an end for every challenge.
 *
 * <p>Nothing depends on its being on time: after its deadline a challenge is refused whether or not the sweeper ran. Where
 * several sweep at once, the store lets one of them expire a challenge.
 */
public final class ExpirySweeper implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 8;

    private final ChallengeStore store;
    private final Transitions transitions;
    private final Rounds rounds;

    public ExpirySweeper(ChallengeStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
        this.rounds = new Rounds("expiry-sweeper", PAUSE, this::sweep);
    }

    /** Sweeps every second from now on, less often while it fails. */
    public void start() {
        rounds.start();
    }

    /** One round over all buckets; how many challenges it expired. */
    public Uni<Integer> sweep() {
        return store.overdue()
                .chain(buckets -> Multi.createFrom()
                        .iterable(buckets)
                        .onItem()
                        .transformToUniAndConcatenate(this::sweep)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    /** One bucket; how many challenges were expired, {@value #BATCH} at most. */
    public Uni<Integer> sweep(int bucket) {
        return store.due(bucket, BATCH)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUni(this::expire)
                        .collectFailures()
                        .merge(AT_ONCE)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    private Uni<Integer> expire(ChallengeId id) {
        return transitions
                .change(id, Fence.NONE, ExpirySweeper::verdict)
                .map(outcome -> outcome instanceof Outcome.Done ? 1 : 0);
    }

    private static Verdict<Boolean> verdict(Loaded loaded) {
        return loaded.overdue() && loaded.challenge() instanceof Open open
                ? new Verdict.Change<>(open.expire(loaded.now()), true)
                : new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
