package io.doorway.audit.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.doorway.audit.intake.ReceivedRecord.Accepted;
import io.doorway.audit.intake.ReceivedRecord.Finding;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.RecordFault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Metrics of the intake. The consumer lag per partition is a metric of the Kafka client,
 * {@code kafka_consumer_fetch_manager_records_lag}.
 */
@Singleton
class IntakeMetrics {

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Timer delay;

    IntakeMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.delay = Timer.builder("doorway.audit.delay")
                .description("Time from an event until it is durable in the audit")
                .register(registry);
        // From zero, because an alert cannot see the increase of a counter that did not exist before.
        eventTypes().forEach(this::records);
        Stream.concat(Topics.EVENTS.stream(), Stream.of(Topics.DEAD_LETTERS))
                .forEach(topic -> Arrays.stream(RecordFault.values()).forEach(fault -> deadLetters(topic, fault)));
    }

    private static Stream<String> eventTypes() {
        return Arrays.stream(requireNonNull(Event.class.getAnnotation(JsonSubTypes.class))
                        .value())
                .map(JsonSubTypes.Type::name);
    }

    void recorded(List<Accepted> events) {
        for (Accepted event : events) {
            records(event.event().type()).increment();
            Duration age = Duration.between(event.event().at(), clock.instant());
            delay.record(age.isNegative() ? Duration.ZERO : age);
        }
    }

    void found(List<Finding> records) {
        records.forEach(
                record -> deadLetters(record.source().topic(), record.fault()).increment());
    }

    private Counter records(String type) {
        return Counter.builder("doorway.audit.records")
                .description("Events recorded in the audit")
                .tag("type", type)
                .register(registry);
    }

    private Counter deadLetters(String topic, RecordFault fault) {
        return Counter.builder("doorway.audit.dead.letters")
                .description(
                        "Records that were set aside: forged, unreadable, conflicting, not storable or not processed")
                .tag("topic", topic)
                .tag("reason", fault.wireName())
                .register(registry);
    }
}
