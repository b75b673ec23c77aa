package io.doorway.store;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events become facts: Kafka. */
public interface EventLog {

    /**
     * Appends; of entries of one key, each only after the one before it is acknowledged, so that a failure in the middle leaves
     * no gap in the key's history.
     *
     * @return completes when every entry is acknowledged by all in-sync replicas; fails with {@link StoreUnavailableException}
     *     otherwise, and some may then have been appended all the same
     */
    Uni<Void> append(List<OutboxEntry> entries);
}
