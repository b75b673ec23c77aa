package io.doorway.audit.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.EventMac;
import io.doorway.protocol.record.EventWriter;
import io.doorway.servers.TopicRecords;
import io.doorway.testkit.event.SampleEventKeys;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes events as the services do, and reads what audit-service publishes. */
public final class KafkaTestClient {

    private final TopicRecords topics;

    public KafkaTestClient(String bootstrapServers) {
        this.topics = new TopicRecords(bootstrapServers);
    }

    public void publish(Event... events) {
        publish(Arrays.stream(events).map(KafkaTestClient::record).toList());
    }

    public void publish(List<ProducerRecord<String, String>> records) {
        topics.write(records);
    }

    public static ProducerRecord<String, String> record(Event event) {
        return record(EventWriter.of(event).iterator().next(), event.topic(), event.key(), Json.write(event));
    }

    /** A record of any content with the MAC of this service. */
    public static ProducerRecord<String, String> record(EventWriter writer, String topic, String key, String value) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        String mac = SampleEventKeys.mac(writer, topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add(EventMac.HEADER, mac.getBytes(UTF_8));
        return record;
    }

    /** Every matching record that the topic contains now. */
    public List<ConsumerRecord<String, String>> read(String topic, Predicate<ConsumerRecord<String, String>> matching) {
        return topics.read(topic).stream().filter(matching).toList();
    }

    /** The number of event records that audit-service has not committed. */
    public long lag(List<String> eventTopics) {
        return topics.lag("audit-service", eventTopics);
    }
}
