package io.doorway.audit.intake;

import io.doorway.audit.intake.Reading.Fact;
import io.doorway.audit.intake.Reading.Unreadable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How the intake is doing. The lag itself is the Kafka client's own {@code kafka_consumer_fetch_manager_records_lag}, per
 * partition.
 */
@ApplicationScoped
class IntakeMetrics {

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Timer delay;

    IntakeMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.delay = Timer.builder("doorway.audit.delay")
                .description("From an event until it is durable in the audit")
                .register(registry);
    }

    void recorded(List<Fact> facts) {
        for (Fact fact : facts) {
            records(fact.event().type()).increment();
            Duration since = Duration.between(fact.event().at(), clock.instant());
            delay.record(since.isNegative() ? Duration.ZERO : since);
        }
    }

    void unreadable(List<Unreadable> letters) {
        letters.forEach(letter -> deadLetters(letter.source().topic()).increment());
    }

    private Counter records(String type) {
        return Counter.builder("doorway.audit.records")
                .description("Events that became audit records")
                .tag("type", type)
                .register(registry);
    }

    private Counter deadLetters(String topic) {
        return Counter.builder("doorway.audit.dead.letters")
                .description("Records that could not be read")
                .tag("topic", topic)
                .register(registry);
    }
}
