package io.doorway.protocol.record;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is published: a record of a topic.
 *
 * @param topic the topic to publish on
 * @param key the record key
 * @param value the event as JSON
 * @param mac the value of the header {@value EventMac#HEADER}
 * @param traceparent the W3C trace context for the record header, or null
 */
public record EventRecord(
        String topic,
        String key,
        String value,
        String mac,
        @Nullable String traceparent) {}
