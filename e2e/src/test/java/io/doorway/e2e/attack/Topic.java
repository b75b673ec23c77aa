package io.doorway.e2e.attack;

import io.doorway.e2e.support.Doorway;
import io.doorway.local.Names;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who can write to a topic and should not. */
final class Topic {

    private Topic() {}

    /** Writes one record and waits until the broker has it. */
    static void write(String topic, String key, String value) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", Doorway.platform().address(Names.KAFKA));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }
}
