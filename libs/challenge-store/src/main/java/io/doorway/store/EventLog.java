package io.doorway.store;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The log to which events are published. In production it is Kafka. */
public interface EventLog {

    /**
     * Appends entries. An entry is sent only after the previous entry of the same key is acknowledged, so that a failure leaves no gap
     * in the history of a key.
     *
     * @return completes when all in-sync replicas have acknowledged every entry; otherwise fails with {@link
     *     StoreUnavailableException}, and some entries may have been appended
     */
    Uni<Void> append(List<OutboxEntry> entries);
}
