package io.doorway.store.memory;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.event.SampleEventKeys;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference implementation of the store and the outbox, in memory. Calls are serialized. */
public final class InMemoryChallengeStore implements ChallengeStore, Outbox {

    private record Row(Challenge challenge, int createdIn) {}

    private record Lease(String owner, Instant until) {}

    private static final EventSigner SIGNER = SampleEventKeys.signer();

    private final InstantSource clock;
    private final Map<ChallengeId, Row> rows = new HashMap<>();
    private final Map<String, OutboxEntry> outbox = new TreeMap<>(OutboxEntry.OLDEST_FIRST);
    private final Map<Integer, Lease> leases = new HashMap<>();
    private int generation;
    private long entryCount;

    public InMemoryChallengeStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps the data but counts as another store, like Redis after a restart. */
    public synchronized void restart() {
        generation++;
    }

    @Override
    public Uni<Instant> now() {
        return atomically(clock::instant);
    }

    @Override
    public Optional<Instant> recentNow() {
        return Optional.empty();
    }

    @Override
    public Uni<Optional<ChallengeSnapshot>> load(ChallengeId id) {
        return atomically(() -> Optional.ofNullable(rows.get(id))
                .map(row -> new ChallengeSnapshot(
                        row.challenge(), clock.instant(), row.createdIn() == generation, unpublished(id))));
    }

    @Override
    public Uni<CommitResult> create(Transition<Created> creation, Conditions.Mode mode) {
        return atomically(() ->
                rows.containsKey(creation.next().id()) ? new CommitResult.Conflict() : replace(creation, generation));
    }

    @Override
    public Uni<CommitResult> commit(
            ChallengeSnapshot before, Transition<?> transition, Fence fence, Conditions.Mode mode) {
        return atomically(() -> {
            Row row = rows.get(before.challenge().id());
            if (row == null || row.challenge().version() != before.challenge().version()) {
                return new CommitResult.Conflict();
            }
            boolean expiry = transition.next() instanceof Expired;
            if (!(row.challenge() instanceof Open open) || overdue(open) != expiry) {
                return new CommitResult.DeadlineMismatch();
            }
            if (fence == Fence.SAME_STORE && row.createdIn() != generation) {
                return new CommitResult.Fenced();
            }
            return replace(transition, row.createdIn());
        });
    }

    @Override
    public Uni<List<Integer>> overdueBuckets() {
        return atomically(() ->
                allOverdue().map(open -> open.id().bucket()).distinct().sorted().toList());
    }

    @Override
    public Uni<List<ChallengeId>> overdueChallenges(int bucket, int limit) {
        return atomically(() -> allOverdue()
                .filter(open -> open.id().bucket() == bucket)
                .sorted(Comparator.comparing(Open::deadline))
                .limit(limit)
                .map(Challenge::id)
                .toList());
    }

    @Override
    public Uni<List<Integer>> pendingBuckets(Duration age) {
        return atomically(() ->
                olderThan(age).map(OutboxEntry::bucket).distinct().sorted().toList());
    }

    @Override
    public Uni<List<OutboxEntry>> pending(int bucket, Duration age, int limit) {
        return atomically(() -> olderThan(age)
                .filter(entry -> entry.bucket() == bucket)
                .limit(limit)
                .toList());
    }

    @Override
    public Uni<List<OutboxEntry>> entries(int bucket, List<String> ids) {
        return atomically(() ->
                ids.stream().flatMap(id -> Stream.ofNullable(outbox.get(id))).toList());
    }

    @Override
    public Uni<Void> remove(int bucket, List<OutboxEntry> entries) {
        return atomically(() -> entries.forEach(entry -> outbox.remove(entry.id())));
    }

    @Override
    public synchronized void removeSoon(int bucket, List<OutboxEntry> entries) {
        entries.forEach(entry -> outbox.remove(entry.id()));
    }

    @Override
    public Uni<Boolean> lease(int bucket, String owner, Duration duration) {
        return atomically(() -> {
            Instant now = clock.instant();
            Lease lease = leases.get(bucket);
            boolean free = lease == null || lease.owner().equals(owner) || !now.isBefore(lease.until());
            if (free) {
                leases.put(bucket, new Lease(owner, now.plus(duration)));
            }
            return free;
        });
    }

    @Override
    public Uni<Void> release(int bucket, String owner) {
        return atomically(() -> {
            leases.computeIfPresent(bucket, (key, lease) -> lease.owner().equals(owner) ? null : lease);
        });
    }

    private CommitResult replace(Transition<?> transition, int createdIn) {
        ChallengeEvent event = transition.event();
        ChallengeId id = transition.next().id();
        String entryId = clock.millis() + "-" + entryCount++;
        OutboxEntry entry = new OutboxEntry(id.bucket(), entryId, SIGNER.sign(event));
        rows.put(id, new Row(transition.next(), createdIn));
        outbox.put(entryId, entry);
        return new CommitResult.Committed(entry);
    }

    private List<String> unpublished(ChallengeId id) {
        return outbox.values().stream()
                .filter(entry -> entry.key().equals(id.value()))
                .map(OutboxEntry::id)
                .toList();
    }

    private Stream<Open> allOverdue() {
        return rows.values().stream()
                .flatMap(row ->
                        row.challenge() instanceof Open open && overdue(open) ? Stream.of(open) : Stream.empty());
    }

    private boolean overdue(Open open) {
        return !clock.instant().isBefore(open.deadline());
    }

    private Stream<OutboxEntry> olderThan(Duration age) {
        Instant before = clock.instant().minus(age);
        return outbox.values().stream().filter(entry -> !entry.at().isAfter(before));
    }

    private <T extends @Nullable Object> Uni<T> atomically(Supplier<T> operation) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return operation.get();
            }
        });
    }

    private Uni<Void> atomically(Runnable operation) {
        return atomically(() -> {
            operation.run();
            return null;
        });
    }
}
