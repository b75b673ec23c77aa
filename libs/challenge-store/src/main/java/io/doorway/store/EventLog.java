package io.doorway.store;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events become facts: Kafka. */
public interface EventLog {

    /**
     * Appends in order.
     *
     * @return completes when every entry is acknowledged by all in-sync replicas; fails otherwise, and some may then have been
     *     appended all the same
     */
    Uni<Void> append(List<OutboxEntry> entries);
}
