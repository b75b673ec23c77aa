package io.doorway.store;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way from the store to Kafka.
 *
 * @param bucket the outbox that holds it, 0 to 63
 * @param id its place there, {@code <milliseconds since 1970>-<number>} by the store's clock; entries are ordered by it
 * @param topic where it goes
 * @param key its record key there
 * @param value the event's JSON
 * @param traceparent the W3C trace context, sent as a record header, or null
 */
public record OutboxEntry(
        int bucket,
        String id,
        String topic,
        String key,
        String value,
        @Nullable String traceparent) {

    /** The order of ids in one outbox. */
    public static final Comparator<String> OLDEST_FIRST =
            Comparator.comparingLong(OutboxEntry::millis).thenComparingLong(OutboxEntry::number);

    /** When it was made, by the store's clock. */
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
