package io.doorway.store;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way from the store to Kafka.
 *
 * @param bucket the outbox that holds it, 0 to 63
 * @param id its place there; entries of one bucket are ordered by it
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
        @Nullable String traceparent) {}
