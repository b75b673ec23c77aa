package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final ChallengeStore store;
    private final Outbox outbox;
    private final EventLog log;

    public Transitions(ChallengeStore store, Outbox outbox, EventLog log) {
        this.store = store;
        this.outbox = outbox;
        this.log = log;
    }

    /** Stores a new challenge and publishes its event. */
    public Uni<Created> create(Transition<Created> creation) {
        return store.create(creation).chain(result -> switch (result) {
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
        return Uni.createFrom().deferred(() -> decide(loaded, fence, decide, MAX_ATTEMPTS));
    }

    private <R> Uni<Outcome<R>> attempt(
            ChallengeId id, Fence fence, Function<ChallengeSnapshot, TransitionDecision<R>> decide, int attemptsLeft) {
        return store.load(id)
                .chain(loaded -> loaded.isEmpty()
                        ? refused(RefusalReason.UNKNOWN_CHALLENGE, Optional.empty())
                        : decide(loaded.get(), fence, decide, attemptsLeft));
    }

    private <R> Uni<Outcome<R>> decide(
            ChallengeSnapshot snapshot,
            Fence fence,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide,
            int attemptsLeft) {
        return switch (decide.apply(snapshot)) {
            case TransitionDecision.Refuse<R> refuse -> refused(refuse.reason(), Optional.of(snapshot));
            case TransitionDecision.Repeat<R> repeat ->
                published(snapshot.challenge(), () -> publishPending(snapshot))
                        .replaceWith(new Outcome.Done<>(repeat.reply()));
            case TransitionDecision.Change<R> change -> commit(snapshot, change, fence, decide, attemptsLeft);
        };
    }

    private <R> Uni<Outcome<R>> commit(
            ChallengeSnapshot before,
            TransitionDecision.Change<R> change,
            Fence fence,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide,
            int attemptsLeft) {
        return store.commit(before, change.transition(), fence).chain(result -> switch (result) {
            case CommitResult.Committed committed ->
                published(change.transition().next(), () -> publish(before, committed.entry()))
                        .replaceWith(new Outcome.Done<>(change.reply()));
            case CommitResult.Fenced fenced -> refused(RefusalReason.STORE_CHANGED, Optional.of(before));
            case CommitResult.DeadlineMismatch mismatch ->
                refused(deadlineReason(change.transition().next()), Optional.of(before));
            case CommitResult.Conflict conflict
            when attemptsLeft > 1 -> attempt(before.challenge().id(), fence, decide, attemptsLeft - 1);
            case CommitResult.Conflict conflict -> refused(RefusalReason.CONTENDED, Optional.of(before));
        });
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
