package io.doorway.store.maintenance;

import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes outbox entries whose own publisher failed.
 *
 * <p>An entry younger than {@link #GRACE_PERIOD} is skipped, so that normally the relay finds nothing to do. An event may be published
 * twice, because consumers discard duplicates. A later event must not be published before an earlier one, so a bucket is published in
 * order and the first failure ends the run.
 */
public final class OutboxRelay implements AutoCloseable {

    /** The time in which only the service that appended an event publishes it. */
    public static final Duration GRACE_PERIOD = Duration.ofSeconds(2);

    /** Longer than a batch takes, and short enough that another relay soon replaces one that died. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int BATCH_SIZE = 200;

    private final Outbox outbox;
    private final EventLog log;
    private final String owner;
    private final PeriodicTask task;
    private final LongAdder published = new LongAdder();
    private volatile @Nullable Instant waitingSince;
    private volatile long lastRun = System.nanoTime();

    /** @param owner a name that no other relay has */
    public OutboxRelay(Outbox outbox, EventLog log, String owner) {
        this.outbox = outbox;
        this.log = log;
        this.owner = owner;
        this.task = new PeriodicTask("outbox-relay", INTERVAL, this::relay);
    }

    /** Relays every second from now on, less often while it fails. */
    public void start() {
        task.start();
    }

    /** Relays all buckets once. Returns the number of published entries. */
    public Uni<Integer> relay() {
        return outbox.pendingBuckets(GRACE_PERIOD)
                .chain(buckets -> Multi.createFrom()
                        .iterable(buckets)
                        .onItem()
                        .transformToUniAndConcatenate(this::relay)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)))
                .invoke(() -> {
                    waitingSince = null;
                    lastRun = System.nanoTime();
                });
    }

    /** When the event was appended that this relay publishes now, or could not publish; empty if it found none to publish. */
    public Optional<Instant> waitingSince() {
        return Optional.ofNullable(waitingSince);
    }

    /** The time since the last run in which everything was published, or since this relay was created. */
    public Duration sinceLastRun() {
        return Duration.ofNanos(System.nanoTime() - lastRun);
    }

    /** How many events this relay has published, because their own publisher did not. */
    public long published() {
        return published.sum();
    }

    /** Relays one bucket until it has no entry older than the grace period. Returns the number of published entries; 0 if another relay holds the lease. */
    public Uni<Integer> relay(int bucket) {
        return relayWhileLeased(bucket).call(published -> outbox.release(bucket, owner));
    }

    private Uni<Integer> relayWhileLeased(int bucket) {
        return outbox.lease(bucket, owner, LEASE)
                .chain(leased -> leased ? relayBatch(bucket) : Uni.createFrom().item(0));
    }

    private Uni<Integer> relayBatch(int bucket) {
        return outbox.pending(bucket, GRACE_PERIOD, BATCH_SIZE).chain(entries -> {
            if (entries.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            waitingSince = entries.getFirst().at();
            Uni<Integer> rest = entries.size() < BATCH_SIZE ? Uni.createFrom().item(0) : relayWhileLeased(bucket);
            return publish(bucket, entries).chain(() -> rest).map(more -> entries.size() + more);
        });
    }

    private Uni<Void> publish(int bucket, List<OutboxEntry> entries) {
        return log.append(entries)
                .invoke(() -> published.add(entries.size()))
                .chain(() -> outbox.remove(bucket, entries));
    }

    @Override
    public void close() {
        task.close();
    }
}
