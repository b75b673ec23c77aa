package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Load, decide, compare-and-set, tell: the one way in which a challenge changes.
 *
 * <p>The decision is a pure function of what was read and may be asked again when another transition was first. A caller is
 * answered after Kafka has acknowledged the event, so that nothing can follow from a transition that the audit does not know.
 * When Kafka is away the transition stands, its event stays in the outbox, and the caller is told to try again; a repeated
 * attempt gets the same reply once the event is told.
 */
public final class Transitions {

    private static final int ATTEMPTS = 8;

    private final ChallengeStore store;
    private final Outbox outbox;
    private final EventLog log;

    public Transitions(ChallengeStore store, Outbox outbox, EventLog log) {
        this.store = store;
        this.outbox = outbox;
        this.log = log;
    }

    /** Stores a new challenge and tells of it. */
    public Uni<Created> create(Decision<Created> decision) {
        return store.create(decision).chain(commit -> switch (commit) {
            case Commit.Done done ->
                tell(done.entry().bucket(), List.of(done.entry())).replaceWith(decision.next());
            default ->
                Uni.createFrom().failure(new StoreUnavailableException("a new challenge was not stored: " + commit));
        });
    }

    /** Changes a challenge as {@code decide} says, or says why not. */
    public <R> Uni<Outcome<R>> change(ChallengeId id, Fence fence, Function<Loaded, Verdict<R>> decide) {
        return attempt(id, fence, decide, ATTEMPTS);
    }

    private <R> Uni<Outcome<R>> attempt(
            ChallengeId id, Fence fence, Function<Loaded, Verdict<R>> decide, int attemptsLeft) {
        return store.load(id).chain(found -> {
            if (found.isEmpty()) {
                return refused(RefusalReason.UNKNOWN_CHALLENGE, Optional.empty());
            }
            Loaded loaded = found.get();
            return switch (decide.apply(loaded)) {
                case Verdict.Refuse<R> no -> refused(no.reason(), found);
                case Verdict.Again<R> again -> tellOf(loaded).replaceWith(new Outcome.Done<>(again.reply()));
                case Verdict.Change<R> change -> commit(loaded, change, fence, decide, attemptsLeft);
            };
        });
    }

    private <R> Uni<Outcome<R>> commit(
            Loaded loaded,
            Verdict.Change<R> change,
            Fence fence,
            Function<Loaded, Verdict<R>> decide,
            int attemptsLeft) {
        return store.commit(loaded, change.decision(), fence).chain(commit -> switch (commit) {
            case Commit.Done done -> tell(loaded, done.entry()).replaceWith(new Outcome.Done<>(change.reply()));
            case Commit.Fenced fenced -> refused(RefusalReason.STORE_CHANGED, Optional.of(loaded));
            case Commit.Untimely late -> refused(untimely(change.decision().next()), Optional.of(loaded));
            case Commit.Conflict lost
            when attemptsLeft > 1 -> attempt(loaded.challenge().id(), fence, decide, attemptsLeft - 1);
            case Commit.Conflict lost -> refused(RefusalReason.CONTENDED, Optional.of(loaded));
        });
    }

    private static RefusalReason untimely(Challenge next) {
        return next instanceof Expired ? RefusalReason.WRONG_STATE : RefusalReason.EXPIRED;
    }

    private static <R> Uni<Outcome<R>> refused(RefusalReason reason, Optional<Loaded> seen) {
        Challenge challenge = seen.map(Loaded::challenge).orElse(null);
        return Uni.createFrom().item(new Outcome.Refused<>(reason, challenge));
    }

    /** An earlier event that is still untold goes first: the log must not know a later state before it. */
    private Uni<Void> tell(Loaded before, OutboxEntry entry) {
        if (before.told()) {
            return tell(entry.bucket(), List.of(entry));
        }
        return outbox.entries(entry.bucket(), before.untold()).chain(earlier -> {
            List<OutboxEntry> all = new ArrayList<>(earlier);
            all.add(entry);
            return tell(entry.bucket(), all);
        });
    }

    /** Before a reply is repeated its event must be told, for the first attempt may have ended between store and Kafka. */
    private Uni<Void> tellOf(Loaded loaded) {
        if (loaded.told()) {
            return Uni.createFrom().voidItem();
        }
        int bucket = loaded.challenge().id().bucket();
        return outbox.entries(bucket, loaded.untold()).chain(entries -> tell(bucket, entries));
    }

    private Uni<Void> tell(int bucket, List<OutboxEntry> entries) {
        return log.append(entries).chain(() -> outbox.remove(bucket, entries));
    }
}
