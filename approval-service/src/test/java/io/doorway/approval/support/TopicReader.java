package io.doorway.approval.support;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import io.doorway.servers.TopicRecords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the events that are in Kafka. */
public final class TopicReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TopicReader() {}

    /** Reads a topic from its beginning until {@code expected} events match. */
    public static List<Event> events(String topic, int expected, Predicate<Event> matching) {
        return events(topic, expected, matching, TIMEOUT);
    }

    /** All events that match, when there are so many: also those that are too many. */
    public static List<Event> allEvents(String topic, int expected, Predicate<Event> matching) {
        events(topic, expected, matching);
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return new TopicRecords(servers)
                .read(topic).stream()
                        .flatMap(record -> read(record).stream())
                        .filter(matching)
                        .toList();
    }

    /** Reads a topic from its beginning until {@code expected} events match, or for the given time. */
    public static List<Event> events(String topic, int expected, Predicate<Event> matching, Duration timeout) {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return new TopicRecords(servers)
                .await(topic, expected, record -> read(record).filter(matching).isPresent(), timeout).stream()
                        .flatMap(record -> read(record).stream())
                        .toList();
    }

    /** Empty for a record that is no event: tests write such records. */
    private static Optional<Event> read(ConsumerRecord<String, String> record) {
        try {
            return Optional.of(Json.readEvent(record.value()));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
