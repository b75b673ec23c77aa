package io.doorway.audit.intake;

import io.doorway.audit.ocsf.Ocsf;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The result of parsing a record of an event topic. */
sealed interface ParsedRecord {

    /** The record as received. */
    ConsumerRecord<byte[], byte[]> source();

    /**
     * A valid event.
     *
     * @param ocsf the event's OCSF record as JSON
     */
    record ValidEvent(ConsumerRecord<byte[], byte[]> source, Event event, String ocsf) implements ParsedRecord {}

    /**
     * A record that is not a valid event of its topic. It becomes a dead letter.
     *
     * @param reason why; contains nothing of the record's value
     */
    record Unreadable(ConsumerRecord<byte[], byte[]> source, String reason) implements ParsedRecord {}

    /** Parses and validates a record. Never throws: an exception would stop the partition for good. */
    static ParsedRecord parse(ConsumerRecord<byte[], byte[]> source) {
        if (source.value() == null) {
            return new Unreadable(source, "no value");
        }
        try {
            return validate(source, Json.readEvent(new String(source.value(), StandardCharsets.UTF_8)));
        } catch (MalformedJsonException e) {
            return new Unreadable(source, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Unreadable(source, "not an event: " + e.getClass().getSimpleName());
        }
    }

    private static ParsedRecord validate(ConsumerRecord<byte[], byte[]> source, Event event) {
        Optional<String> missing = RequiredFields.missing(event);
        if (missing.isPresent()) {
            return new Unreadable(source, event.type() + " without " + missing.get());
        }
        if (!event.topic().equals(source.topic())) {
            return new Unreadable(source, event.type() + " does not belong to this topic");
        }
        return new ValidEvent(source, event, Ocsf.json(event));
    }
}
