package io.doorway.audit.intake;

import io.doorway.protocol.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What reading a record gave. */
sealed interface Reading {

    /** The record as it came. */
    ConsumerRecord<byte[], byte[]> source();

    /** @param ocsf the event's OCSF record as JSON */
    record Fact(ConsumerRecord<byte[], byte[]> source, Event event, String ocsf) implements Reading {}

    /** @param reason why it cannot be read, without repeating any of it */
    record Unreadable(ConsumerRecord<byte[], byte[]> source, String reason) implements Reading {}
}
