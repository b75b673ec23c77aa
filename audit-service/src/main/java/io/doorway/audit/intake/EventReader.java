package io.doorway.audit.intake;

import io.doorway.audit.intake.Reading.Fact;
import io.doorway.audit.intake.Reading.Unreadable;
import io.doorway.audit.ocsf.Ocsf;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what a topic holds, and never throws: a record that stops the reader would stop its partition for good. */
final class EventReader {

    private EventReader() {}

    static Reading read(ConsumerRecord<byte[], byte[]> source) {
        if (source.value() == null) {
            return new Unreadable(source, "no value");
        }
        try {
            return check(source, Json.readEvent(new String(source.value(), StandardCharsets.UTF_8)));
        } catch (MalformedJsonException malformed) {
            return new Unreadable(source, String.valueOf(malformed.getMessage()));
        } catch (RuntimeException unexpected) {
            return new Unreadable(
                    source, "not a record: " + unexpected.getClass().getSimpleName());
        }
    }

    private static Reading check(ConsumerRecord<byte[], byte[]> source, Event event) {
        Optional<String> missing = RequiredFields.missing(event);
        if (missing.isPresent()) {
            return new Unreadable(source, event.type() + " without " + missing.get());
        }
        if (!event.topic().equals(source.topic())) {
            return new Unreadable(source, event.type() + " on a topic that is not its own");
        }
        return new Fact(source, event, Ocsf.json(event));
    }
}
