package io.doorway.approval;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What Kafka has been told. */
final class TopicReader {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TopicReader() {}

    /** Reads a topic from its beginning until {@code expected} events are of interest. */
    static List<Event> events(String topic, int expected, Predicate<Event> interesting) {
        return events(topic, expected, interesting, PATIENCE);
    }

    /** The same, for so long at most: for what should not come. */
    static List<Event> events(String topic, int expected, Predicate<Event> interesting, Duration patience) {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        Instant giveUp = Instant.now().plus(patience);
        List<Event> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (found.size() < expected && Instant.now().isBefore(giveUp)) {
                for (ConsumerRecord<String, String> told : consumer.poll(Duration.ofMillis(200))) {
                    read(told.value()).filter(interesting).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Empty for what a test has told to see that it is passed over. */
    private static Optional<Event> read(String told) {
        try {
            return Optional.of(Json.readEvent(told));
        } catch (MalformedJsonException unreadable) {
            return Optional.empty();
        }
    }
}
