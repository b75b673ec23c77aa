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

    /** The oldest entries of a bucket, in order. */
    Uni<List<OutboxEntry>> pending(int bucket, int limit);

    /** Forgets entries that Kafka has acknowledged. Removing one twice is no error. */
    Uni<Void> remove(List<OutboxEntry> entries);

    /**
     * Asks to be the one that relays a bucket: while one owner holds the lease no other gets it, so that the order of a
     * challenge's events is kept.
     *
     * @return whether {@code owner} holds the lease now, for {@code duration} from now
     */
    Uni<Boolean> lease(int bucket, String owner, Duration duration);
}
