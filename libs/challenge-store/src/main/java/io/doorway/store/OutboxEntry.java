package io.doorway.store;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event in the outbox.
 *
 * @param bucket the bucket of the outbox, 0 to 63
 * @param id the id in the bucket, {@code <milliseconds since 1970>-<number>} by the store's clock; entries are ordered by it
 * @param topic the topic to publish on
 * @param key the record key
 * @param value the event as JSON
 * @param traceparent the W3C trace context for the record header, or null
 */
public record OutboxEntry(
        int bucket,
        String id,
        String topic,
        String key,
        String value,
        @Nullable String traceparent) {

    /** The order of the ids in one bucket. */
    public static final Comparator<String> OLDEST_FIRST =
            Comparator.comparingLong(OutboxEntry::millis).thenComparingLong(OutboxEntry::number);

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
