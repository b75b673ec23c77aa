package io.doorway.audit.intake;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the audit topic and the dead-letter topic. A producer of its own, because the messaging extension's channel repeats each failed
 * record by itself, after later records of the same key.
 */
@Singleton
class AuditProducer {

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
     * A record that the broker refuses, now and later, or that was in one batch with such a record.
     *
     * @param position of the record among those that were sent
     * @param reason the name of Kafka's error
     */
    record Refused(int position, String reason) {}

    /**
     * Sends all records. Completes when all in-sync replicas have acknowledged every record that is not refused. Fails if a repetition
     * may succeed; some records may have been written then. Each subscription sends all records; sending may block while the producer
     * has no metadata.
     */
    Uni<List<Refused>> send(List<ProducerRecord<byte[], byte[]>> records) {
        return Uni.createFrom().completionStage(() -> {
            Queue<Refused> refused = new ConcurrentLinkedQueue<>();
            CompletableFuture<?>[] acknowledgements = new CompletableFuture<?>[records.size()];
            for (int i = 0; i < acknowledgements.length; i++) {
                acknowledgements[i] = send(i, records.get(i), records.size() > 1, refused);
            }
            return CompletableFuture.allOf(acknowledgements)
                    .thenApply(done -> refused.stream()
                            .sorted(Comparator.comparing(Refused::position))
                            .toList());
        });
    }

    private CompletableFuture<Void> send(
            int position, ProducerRecord<byte[], byte[]> record, boolean sharesABatch, Queue<Refused> refused) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else if (isCausedByTheRecord(failure) || sharesABatch && isCausedByTheBatch(failure)) {
                refused.add(new Refused(position, failure.getClass().getSimpleName()));
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    /** What is neither retriable nor a matter of rights, of versions or of the producer's own state. */
    private static boolean isCausedByTheRecord(Exception failure) {
        return failure instanceof ApiException
                && !(failure instanceof RetriableException)
                && !(failure instanceof AuthenticationException)
                && !(failure instanceof AuthorizationException)
                && !(failure instanceof UnsupportedVersionException)
                && !(failure instanceof ApplicationRecoverableException)
                && !(failure instanceof OutOfOrderSequenceException);
    }

    /** Kafka's producer reports an exception without a type of its own for the records that were in a batch with a refused one. */
    private static boolean isCausedByTheBatch(Exception failure) {
        return failure.getClass() == KafkaException.class;
    }

    @PreDestroy
    void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
