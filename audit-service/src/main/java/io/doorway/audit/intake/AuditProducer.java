package io.doorway.audit.intake;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Writes the audit topic and the dead-letter topic. A producer of its own, because the messaging extension's channel repeats each failed
 * record by itself, after later records of the same key.
 */
@ApplicationScoped
class AuditProducer {

    private static final Logger LOGGER = Logger.getLogger(AuditProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;

    AuditProducer(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "audit-service");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends all records. Completes when all in-sync replicas have acknowledged every record. After a failure some records may have been
     * written. Each subscription sends all records; sending may block while the producer has no metadata.
     */
    Uni<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
        return Uni.createFrom()
                .completionStage(() ->
                        CompletableFuture.allOf(records.stream().map(this::send).toArray(CompletableFuture[]::new)));
    }

    /** A record that the broker's limit excludes is left out, because it would be refused every time. */
    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else if (failure instanceof RecordTooLargeException) {
                LOGGER.errorf("not published on %s: %s", record.topic(), failure.getMessage());
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    @PreDestroy
    void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
