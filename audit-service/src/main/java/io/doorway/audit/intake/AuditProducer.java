package io.doorway.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventWriter;
import io.doorway.audit.intake.ParsedRecord.Unreadable;
import io.doorway.audit.intake.ParsedRecord.ValidEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.web.config.Issuer;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the audit topic and the dead-letter topic. A producer of its own, because the messaging extension's channel repeats each failed
 * record by itself, after later records of the same key.
 */
@ApplicationScoped
class AuditProducer {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String issuer;
    private final Producer<byte[], byte[]> producer;

    AuditProducer(@Identifier("default-kafka-broker") Map<String, Object> broker, Issuer issuer) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "audit-service");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.issuer = issuer.uri().toString();
    }

    /**
     * Sends events to the audit topic and unreadable records to the dead-letter topic. Completes when all in-sync replicas have
     * acknowledged every record. After a failure some records may have been written. Each subscription sends all records; sending may
     * block while the producer has no metadata.
     */
    Uni<Void> send(List<ValidEvent> events, List<Unreadable> unreadable) {
        return Uni.createFrom().completionStage(() -> {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size() + unreadable.size());
            events.forEach(event -> records.add(cloudEvent(event)));
            unreadable.forEach(record -> records.add(deadLetter(record)));
            return CompletableFuture.allOf(records.stream().map(this::send).toArray(CompletableFuture[]::new));
        });
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    /**
     * A CloudEvent 1.0 in Kafka's binary mode: attributes are headers, the value is the OCSF record. Every copy of an event has the same
     * {@code ce_id}.
     */
    private ProducerRecord<byte[], byte[]> cloudEvent(ValidEvent valid) {
        Event event = valid.event();
        CloudEventWriter<ProducerRecord<byte[], byte[]>> writer = KafkaMessageFactory.createWriter(
                        Topics.AUDIT,
                        null,
                        event.at().toEpochMilli(),
                        event.key().getBytes(UTF_8))
                .create(SpecVersion.V1);
        writer.withContextAttribute(CloudEventV1.ID, event.uid());
        writer.withContextAttribute(CloudEventV1.SOURCE, issuer);
        writer.withContextAttribute(CloudEventV1.TYPE, "io.doorway." + event.type());
        writer.withContextAttribute(CloudEventV1.SUBJECT, event.key());
        writer.withContextAttribute(CloudEventV1.TIME, event.at().toString());
        if (event.traceparent() != null) {
            writer.withContextAttribute("traceparent", event.traceparent());
        }
        writer.withContextAttribute(CloudEventV1.DATACONTENTTYPE, "application/json");
        return writer.end(BytesCloudEventData.wrap(valid.ocsf().getBytes(UTF_8)));
    }

    /** The record as received, with its headers and four more: the reason and the position of the record. */
    private static ProducerRecord<byte[], byte[]> deadLetter(Unreadable unreadable) {
        ConsumerRecord<byte[], byte[]> source = unreadable.source();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS, null, source.key(), source.value(), source.headers());
        addHeader(letter.headers(), "reason", unreadable.reason());
        addHeader(letter.headers(), "topic", source.topic());
        addHeader(letter.headers(), "partition", Integer.toString(source.partition()));
        addHeader(letter.headers(), "offset", Long.toString(source.offset()));
        return letter;
    }

    private static void addHeader(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    @PreDestroy
    void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
