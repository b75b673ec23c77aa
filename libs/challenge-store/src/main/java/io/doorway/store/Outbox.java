package io.doorway.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * The events that the store holds until Kafka has acknowledged them.
 *
 * <p>The outbox is never trimmed: an entry is removed only by {@link #remove} or {@link #removeSoon}, after Kafka has acknowledged it.
 */
public interface Outbox {

    /** The buckets that contain an entry older than {@code age}. One round trip, whatever their number. */
    Uni<List<Integer>> pendingBuckets(Duration age);

    /** The oldest entries of a bucket that are older than {@code age}, in order. */
    Uni<List<OutboxEntry>> pending(int bucket, Duration age, int limit);

    /** The entries with these ids in this order, without those that have been removed. */
    Uni<List<OutboxEntry>> entries(int bucket, List<String> ids);

    /** Removes entries of one bucket that Kafka has acknowledged. Removing an entry twice is not an error. */
    Uni<Void> remove(int bucket, List<OutboxEntry> entries);

    /**
     * Removes entries of one bucket that Kafka has acknowledged, soon and without waiting for it. If that fails, the relay publishes them
     * again.
     */
    void removeSoon(int bucket, List<OutboxEntry> entries);

    /**
     * Acquires or renews the lease to relay a bucket. Only one owner holds it at a time. The lease avoids duplicate work; the order of
     * the events of a challenge does not depend on it.
     *
     * @return whether {@code owner} holds the lease, for {@code duration} from now
     */
    Uni<Boolean> lease(int bucket, String owner, Duration duration);

    /** Releases the lease, if {@code owner} holds it. */
    Uni<Void> release(int bucket, String owner);
}
