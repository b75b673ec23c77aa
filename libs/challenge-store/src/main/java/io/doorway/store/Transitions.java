package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The only way in which a challenge changes: load, decide, compare-and-set, publish.
 *
 * <p>The decision is a pure function of the snapshot and is made again if another transition was committed first. The caller gets its
 * reply after Kafka has acknowledged the event, so that nothing follows from a transition that the audit does not know. If Kafka is
 * unavailable, the transition is stored, its event stays in the outbox and the call fails. A repeated call gets the same reply once the
 * event is published.
 *
 * <p>Nothing follows from a creation and a scan: no approval, code or token. Their caller gets the reply when the store has them, and their
 * events are published afterwards. A later transition publishes them before its own event if nobody has yet.
 */
public final class Transitions {

    private static final int MAX_ATTEMPTS = 8;
    private static final int MAX_REMEMBERED = 10_000;

    private final ChallengeStore store;
    private final Outbox outbox;
    private final EventLog log;
    private final Recent<ChallengeId, RecentCommit> recent = new Recent<>(MAX_REMEMBERED);

    public Transitions(ChallengeStore store, Outbox outbox, EventLog log) {
        this.store = store;
        this.outbox = outbox;
        this.log = log;
    }

    /**
     * A challenge as this instance has committed it. Time passes on this machine's clock since the commit; nobody but the store's clock decides
     * about its deadline.
     *
     * @param at when it was decided, by the store's clock
     * @param nanos this machine's clock then
     * @param published whether Kafka has acknowledged its events
     */
    private record RecentCommit(Challenge challenge, Instant at, long nanos, AtomicBoolean published) {

        static RecentCommit of(Challenge challenge, Instant at) {
            return new RecentCommit(challenge, at, System.nanoTime(), new AtomicBoolean());
        }

        Optional<ChallengeSnapshot> snapshot() {
            return published.get()
                    ? Optional.of(
                            new ChallengeSnapshot(challenge, at.plusNanos(System.nanoTime() - nanos), true, List.of()))
                    : Optional.empty();
        }
    }

    /**
     * A challenge that this instance has scanned or consumed, as it is stored unless another request has changed it since. It is returned once,
     * when its events are published. A commit of a decision on it, which the store compares with what it has, needs no read; what is decided
     * otherwise has to be decided on what is stored.
     */
    public Optional<ChallengeSnapshot> predicted(ChallengeId id) {
        return recent.take(id).flatMap(RecentCommit::snapshot);
    }

    /** Stores a new challenge and publishes its event. */
    public Uni<Created> create(Transition<Created> creation) {
        return create(creation, Conditions.Mode.ALONE);
    }

    /** The same, in the given mode, see {@link Conditions}. */
    public Uni<Created> create(Transition<Created> creation, Conditions.Mode mode) {
        return store.create(creation, mode).chain(result -> switch (result) {
            case CommitResult.Committed committed ->
                published(creation.next(), () -> publish(List.of(committed.entry())))
                        .replaceWith(creation.next());
            default ->
                Uni.createFrom().failure(new StoreUnavailableException("a new challenge was not stored: " + result));
        });
    }

    /**
     * Changes a challenge.
     *
     * @param decide a pure function of the snapshot; it may be called several times
     */
    public <R> Uni<Outcome<R>> change(
            ChallengeId id, Fence fence, Function<ChallengeSnapshot, TransitionDecision<R>> decide) {
        return attempt(id, fence, decide, MAX_ATTEMPTS);
    }

    /**
     * Changes a challenge that was loaded already, with other calls of the same request. It is loaded again if another transition was committed
     * since.
     *
     * @param decide a pure function of the snapshot; it may be called several times
     */
    public <R> Uni<Outcome<R>> change(
            ChallengeSnapshot loaded, Fence fence, Function<ChallengeSnapshot, TransitionDecision<R>> decide) {
        return change(Conditions.Mode.ALONE, loaded, fence, decide);
    }

    /**
     * The same, with the first commit in the given mode, see {@link Conditions}. Every further one follows from conditions that held.
     *
     * @param decide a pure function of the snapshot; it may be called several times
     */
    public <R> Uni<Outcome<R>> change(
            Conditions.Mode mode,
            ChallengeSnapshot loaded,
            Fence fence,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide) {
        return Uni.createFrom().deferred(() -> decide(mode, loaded, fence, decide, MAX_ATTEMPTS));
    }

    private <R> Uni<Outcome<R>> attempt(
            ChallengeId id, Fence fence, Function<ChallengeSnapshot, TransitionDecision<R>> decide, int attemptsLeft) {
        return store.load(id)
                .chain(loaded -> loaded.isEmpty()
                        ? refused(RefusalReason.UNKNOWN_CHALLENGE, Optional.empty())
                        : decide(Conditions.Mode.ALONE, loaded.get(), fence, decide, attemptsLeft));
    }

    private <R> Uni<Outcome<R>> decide(
            Conditions.Mode mode,
            ChallengeSnapshot snapshot,
            Fence fence,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide,
            int attemptsLeft) {
        return switch (decide.apply(snapshot)) {
            case TransitionDecision.Refuse<R> refuse -> refused(refuse.reason(), Optional.of(snapshot));
            case TransitionDecision.Repeat<R> repeat ->
                published(snapshot.challenge(), () -> publishPending(snapshot))
                        .replaceWith(new Outcome.Done<>(repeat.reply()));
            case TransitionDecision.Change<R> change -> commit(mode, snapshot, change, fence, decide, attemptsLeft);
        };
    }

    private <R> Uni<Outcome<R>> commit(
            Conditions.Mode mode,
            ChallengeSnapshot before,
            TransitionDecision.Change<R> change,
            Fence fence,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide,
            int attemptsLeft) {
        return store.commit(before, change.transition(), fence, mode).chain(result -> switch (result) {
            case CommitResult.Committed committed -> {
                Runnable acknowledged = remember(change.transition().next(), before.now());
                yield published(
                                change.transition().next(),
                                () -> publish(before, committed.entry()).invoke(acknowledged))
                        .replaceWith(new Outcome.Done<>(change.reply()));
            }
            case CommitResult.Fenced fenced -> refused(RefusalReason.STORE_CHANGED, Optional.of(before));
            case CommitResult.DeadlineMismatch mismatch ->
                refused(deadlineReason(change.transition().next()), Optional.of(before));
            case CommitResult.Conflict conflict
            when attemptsLeft > 1 -> attempt(before.challenge().id(), fence, decide, attemptsLeft - 1);
            case CommitResult.Conflict conflict -> refused(RefusalReason.CONTENDED, Optional.of(before));
        });
    }

    /** Remembers a state from which this instance may continue. Returns what to do when its events are published. */
    private Runnable remember(Challenge next, Instant at) {
        if (!(next instanceof Scanned || next instanceof Consumed)) {
            return () -> {};
        }
        RecentCommit commit = RecentCommit.of(next, at);
        recent.put(next.id(), commit);
        return () -> commit.published().set(true);
    }

    private static RefusalReason deadlineReason(Challenge next) {
        return next instanceof Expired ? RefusalReason.WRONG_STATE : RefusalReason.EXPIRED;
    }

    private static <R> Uni<Outcome<R>> refused(RefusalReason reason, Optional<ChallengeSnapshot> snapshot) {
        Challenge challenge = snapshot.map(ChallengeSnapshot::challenge).orElse(null);
        return Uni.createFrom().item(new Outcome.Refused<>(reason, challenge));
    }

    /** Completes when the events of the state are published, or at once if nothing follows from the state. */
    private static Uni<Void> published(Challenge state, Supplier<Uni<Void>> publication) {
        if (state instanceof Created || state instanceof Scanned) {
            Afterwards.run("an event is left to the relay", publication::get);
            return Uni.createFrom().voidItem();
        }
        return publication.get();
    }

    /** Publishes earlier events that are still unpublished first, because the log must not contain a later state without them. */
    private Uni<Void> publish(ChallengeSnapshot before, OutboxEntry entry) {
        if (before.published()) {
            return publish(List.of(entry));
        }
        return outbox.entries(entry.bucket(), before.unpublished()).chain(earlier -> {
            List<OutboxEntry> all = new ArrayList<>(earlier);
            all.add(entry);
            return publish(all);
        });
    }

    /** Before a reply is repeated, its event must be published: the first attempt may have failed between store and Kafka. */
    private Uni<Void> publishPending(ChallengeSnapshot snapshot) {
        if (snapshot.published()) {
            return Uni.createFrom().voidItem();
        }
        int bucket = snapshot.challenge().id().bucket();
        return outbox.entries(bucket, snapshot.unpublished()).chain(this::publish);
    }

    private Uni<Void> publish(List<OutboxEntry> entries) {
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.append(entries)
                        .invoke(() -> outbox.removeSoon(entries.getFirst().bucket(), entries));
    }
}
