package io.doorway.login.event;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.EventMac;
import io.doorway.protocol.record.EventReader;
import io.doorway.protocol.record.ReadRecord.Authentic;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.protocol.record.RecordFault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Reads the records of the event topics for the consumers of a login. What is not acceptable is counted and skipped: audit-service
 * consumes the same topics, keeps the record as a dead letter and raises the alarm, once for all consumers.
 */
@Singleton
public class ConsumedEvents {

    private static final Logger LOGGER = Logger.getLogger(ConsumedEvents.class);

    private final EventReader reader;
    private final MeterRegistry metrics;

    ConsumedEvents(EventReader reader, MeterRegistry metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /** The event of the record, or empty if the record is not accepted. */
    public Optional<Event> read(ConsumerRecord<byte[], byte[]> record) {
        Header mac = record.headers().lastHeader(EventMac.HEADER);
        return switch (reader.read(record.topic(), record.key(), record.value(), mac == null ? null : mac.value())) {
            case Authentic(Event event) -> Optional.of(event);
            case Unacceptable(RecordFault fault, String detail) -> {
                LOGGER.debugf(
                        "skipped %s-%d at offset %d: %s", record.topic(), record.partition(), record.offset(), detail);
                skipped(record.topic(), fault).increment();
                yield Optional.empty();
            }
        };
    }

    /** Processes the records of a batch one after the other. Fails after all of them, if one failed or its consumer threw. */
    public static Uni<Void> inOrder(
            ConsumerRecords<byte[], byte[]> batch, Function<ConsumerRecord<byte[], byte[]>, Uni<Void>> consumer) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUni(record -> Uni.createFrom().deferred(() -> consumer.apply(record)))
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Counts a record that this consumer does not process. */
    public Counter skipped(String topic, RecordFault fault) {
        return Counter.builder("doorway.events.skipped")
                .description("Records of event topics that a consumer does not accept")
                .tag("topic", topic)
                .tag("reason", fault.wireName())
                .register(metrics);
    }
}
