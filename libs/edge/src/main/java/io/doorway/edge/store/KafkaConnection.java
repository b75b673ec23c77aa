package io.doorway.edge.store;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * How to reach Kafka: every {@code kafka.*} property that Kafka's own clients know (addresses, TLS, SASL), as the messaging
 * channels take them too.
 */
@Singleton
public final class KafkaConnection {

    private static final String PREFIX = "kafka.";

    private final Map<String, Object> properties = new HashMap<>();

    KafkaConnection(Config config) {
        for (String name : config.getPropertyNames()) {
            String kafkaName = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (AdminClientConfig.configNames().contains(kafkaName)
                    && ProducerConfig.configNames().contains(kafkaName)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> properties.put(kafkaName, value));
            }
        }
        if (!properties.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException(
                    "kafka.bootstrap.servers: missing (expected: host:port, separated by commas)");
        }
    }

    /** Properties that producers and admin clients both understand. */
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
