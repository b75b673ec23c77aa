package io.doorway.store;

import io.doorway.protocol.record.EventRecord;
import java.time.Instant;
import java.util.Comparator;

/**
 * An event in the outbox.
 *
 * @param bucket the bucket of the outbox, 0 to 63
 * @param id the id in the bucket, {@code <milliseconds since 1970>-<number>} by the store's clock; entries are ordered by it
 * @param event the event as it is published, with the MAC of the service that decided
 */
public record OutboxEntry(int bucket, String id, EventRecord event) {

    /** The order of the ids in one bucket. */
    public static final Comparator<String> OLDEST_FIRST =
            Comparator.comparingLong(OutboxEntry::millis).thenComparingLong(OutboxEntry::number);

    /** An event that is appended to the log directly and is in no outbox. */
    public static OutboxEntry direct(EventRecord event) {
        return new OutboxEntry(0, "", event);
    }

    /** The record key of the event. */
    public String key() {
        return event.key();
    }

    /** The time at which the entry was appended, by the store's clock. */
    public Instant at() {
        return Instant.ofEpochMilli(millis(id));
    }

    private static long millis(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }
}
