package io.doorway.store.memory;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.json.Json;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Commit;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
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

/** Challenges and their outbox in this process, one caller at a time. */
public final class InMemoryChallengeStore implements ChallengeStore, Outbox {

    private record Row(Challenge challenge, int history) {}

    private record Lease(String owner, Instant until) {}

    private final InstantSource clock;
    private final Map<ChallengeId, Row> rows = new HashMap<>();
    private final Map<String, OutboxEntry> outbox = new TreeMap<>(OutboxEntry.OLDEST_FIRST);
    private final Map<Integer, Lease> leases = new HashMap<>();
    private int history;
    private long entries;

    public InMemoryChallengeStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Nothing is lost, but the store is another one now, as after a restart of Redis. */
    public synchronized void restart() {
        history++;
    }

    @Override
    public Uni<Instant> now() {
        return atomically(clock::instant);
    }

    @Override
    public Uni<Optional<Loaded>> load(ChallengeId id) {
        return atomically(() -> Optional.ofNullable(rows.get(id))
                .map(row -> new Loaded(row.challenge(), clock.instant(), row.history() == history, untold(id))));
    }

    @Override
    public Uni<Commit> create(Decision<Created> decision) {
        return atomically(
                () -> rows.containsKey(decision.next().id()) ? new Commit.Conflict() : replace(decision, history));
    }

    @Override
    public Uni<Commit> commit(Loaded before, Decision<?> decision, Fence fence) {
        return atomically(() -> {
            Row row = rows.get(before.challenge().id());
            if (row == null || row.challenge().version() != before.challenge().version()) {
                return new Commit.Conflict();
            }
            boolean expiry = decision.next() instanceof Expired;
            if (!(row.challenge() instanceof Open open) || overdue(open) != expiry) {
                return new Commit.Untimely();
            }
            if (fence == Fence.SAME_STORE && row.history() != history) {
                return new Commit.Fenced();
            }
            return replace(decision, row.history());
        });
    }

    @Override
    public Uni<List<Integer>> overdue() {
        return atomically(() ->
                allDue().map(open -> open.id().bucket()).distinct().sorted().toList());
    }

    @Override
    public Uni<List<ChallengeId>> due(int bucket, int limit) {
        return atomically(() -> allDue().filter(open -> open.id().bucket() == bucket)
                .sorted(Comparator.comparing(Open::deadline))
                .limit(limit)
                .map(Challenge::id)
                .toList());
    }

    @Override
    public Uni<List<Integer>> waiting(Duration age) {
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
            leases.computeIfPresent(bucket, (held, lease) -> lease.owner().equals(owner) ? null : lease);
        });
    }

    private Commit replace(Decision<?> decision, int createdIn) {
        ChallengeEvent event = decision.event();
        ChallengeId id = decision.next().id();
        String place = clock.millis() + "-" + entries++;
        OutboxEntry entry =
                new OutboxEntry(id.bucket(), place, event.topic(), event.key(), Json.write(event), event.traceparent());
        rows.put(id, new Row(decision.next(), createdIn));
        outbox.put(place, entry);
        return new Commit.Done(entry);
    }

    private List<String> untold(ChallengeId id) {
        return outbox.values().stream()
                .filter(entry -> entry.key().equals(id.value()))
                .map(OutboxEntry::id)
                .toList();
    }

    private Stream<Open> allDue() {
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

    private <T extends @Nullable Object> Uni<T> atomically(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }

    private Uni<Void> atomically(Runnable work) {
        return atomically(() -> {
            work.run();
            return null;
        });
    }
}
