package io.doorway.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Events that the store holds until Kafka has them.
 *
 * <p>Nothing is ever trimmed: an entry leaves by {@link #remove} alone, after Kafka's acknowledgement.
 */
public interface Outbox {

    /** The buckets that hold an entry older than {@code age}; one round trip, whatever their number. */
    Uni<List<Integer>> waiting(Duration age);

    /** The oldest entries of a bucket that are older than {@code age}, in order. */
    Uni<List<OutboxEntry>> pending(int bucket, Duration age, int limit);

    /** The entries of these ids in this order, without those that have been removed since. */
    Uni<List<OutboxEntry>> entries(int bucket, List<String> ids);

    /** Forgets entries of one bucket that Kafka has acknowledged. Removing one twice is no error. */
    Uni<Void> remove(int bucket, List<OutboxEntry> entries);

    /**
     * Asks to be the one that relays a bucket: while one owner holds the lease no other gets it. It saves double work; the order
     * of a challenge's events does not depend on it.
     *
     * @return whether {@code owner} holds the lease now, for {@code duration} from now
     */
    Uni<Boolean> lease(int bucket, String owner, Duration duration);

    /** Gives the lease back, if {@code owner} holds it. */
    Uni<Void> release(int bucket, String owner);
}
