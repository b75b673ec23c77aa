package io.doorway.protocol.record;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import io.doorway.protocol.record.EventKeys.EventKey;
import io.doorway.protocol.record.ReadRecord.Authentic;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the event topics, for every consumer. Nothing of a record is parsed before its MAC is verified.
 *
 * <p>The checks are, in this order: length, MAC, JSON, required members, bounds, topic, record key, and whether the service whose MAC
 * it is writes this event.
 */
public final class EventReader {

    /** More than the longest event, and less than Kafka's limit for a record. */
    public static final int MAX_VALUE_BYTES = 64 * 1024;

    private final EventKeys keys;
    private final EventBounds bounds;

    public EventReader(EventKeys keys, InstantSource clock) {
        this.keys = keys;
        this.bounds = new EventBounds(clock);
    }

    /**
     * Reads a record. It never throws, whatever the record contains.
     *
     * @param mac the last header {@value EventMac#HEADER}, or null if there is none
     */
    public ReadRecord read(String topic, byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] mac) {
        byte[] recordKey = key == null ? new byte[0] : key;
        byte[] content = value == null ? new byte[0] : value;
        if (content.length > MAX_VALUE_BYTES) {
            return new Unacceptable(RecordFault.TOO_LONG, content.length + " bytes");
        }
        Optional<EventMac> claimed = mac == null ? Optional.empty() : EventMac.parse(mac);
        if (claimed.isEmpty()) {
            return new Unacceptable(RecordFault.NO_MAC, mac == null ? "no MAC" : "not a MAC");
        }
        Optional<EventKey> found = keys.find(claimed.get().keyId());
        if (found.isEmpty()) {
            return new Unacceptable(RecordFault.UNKNOWN_KEY, "the key of the MAC is unknown");
        }
        if (!found.get().mac(topic, recordKey, content).matches(claimed.get())) {
            return new Unacceptable(RecordFault.WRONG_MAC, "the MAC is not that of this record");
        }
        return parse(topic, recordKey, content, found.get().writer());
    }

    private ReadRecord parse(String topic, byte[] key, byte[] value, EventWriter writer) {
        try {
            return check(topic, key, Json.readEvent(new String(value, StandardCharsets.UTF_8)), writer);
        } catch (MalformedJsonException e) {
            return new Unacceptable(RecordFault.NOT_AN_EVENT, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Unacceptable(
                    RecordFault.NOT_AN_EVENT, "not an event: " + e.getClass().getSimpleName());
        }
    }

    private ReadRecord check(String topic, byte[] key, Event event, EventWriter writer) {
        Optional<Unacceptable> outside = bounds.check(event);
        if (outside.isPresent()) {
            return outside.get();
        }
        if (!event.topic().equals(topic)) {
            return new Unacceptable(RecordFault.WRONG_TOPIC, event.type() + " does not belong to this topic");
        }
        if (!Arrays.equals(event.key().getBytes(StandardCharsets.UTF_8), key)) {
            return new Unacceptable(RecordFault.WRONG_KEY, event.type() + " under another record key");
        }
        if (!EventWriter.of(event).contains(writer)) {
            return new Unacceptable(RecordFault.WRONG_SERVICE, event.type() + " is not written by " + writer.service());
        }
        return new Authentic(event);
    }
}
