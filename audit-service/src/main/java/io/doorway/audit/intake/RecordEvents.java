package io.doorway.audit.intake;

import io.doorway.audit.intake.AuditTable.UnstorableException;
import io.doorway.audit.intake.ParsedRecord.Unreadable;
import io.doorway.audit.intake.ParsedRecord.ValidEvent;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Makes a batch of events durable: one insert, then one send. Kafka's offsets are committed after both. */
@ApplicationScoped
class RecordEvents {

    private static final Logger LOGGER = Logger.getLogger(RecordEvents.class);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final AuditTable table;
    private final AuditProducer producer;
    private final IntakeMetrics metrics;
    private final LoginTrace trace;
    private final InstantSource clock;
    private volatile boolean stopping;

    RecordEvents(
            AuditTable table, AuditProducer producer, IntakeMetrics metrics, LoginTrace trace, InstantSource clock) {
        this.table = table;
        this.producer = producer;
        this.metrics = metrics;
        this.trace = trace;
        this.clock = clock;
    }

    /** Processes one batch at a time, in order. Returning acknowledges the batch. */
    @Incoming("events")
    @Blocking
    void record(ConsumerRecords<byte[], byte[]> batch) {
        Instant startedAt = clock.instant();
        List<ValidEvent> events = new ArrayList<>(batch.count());
        List<Unreadable> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : batch) {
            switch (ParsedRecord.parse(source)) {
                case ValidEvent event -> events.add(event);
                case Unreadable record -> unreadable.add(record);
            }
        }
        List<ValidEvent> stored = store(events, unreadable);
        retryUntilDone("Kafka", producer.send(stored, unreadable));
        stored.forEach(event -> trace.done(event.event().traceparent(), "audit.record", startedAt));
        metrics.recorded(stored);
        metrics.unreadable(unreadable);
    }

    /** Returns the events that PostgreSQL accepted. One that it never accepts is found by bisection and becomes a dead letter. */
    private List<ValidEvent> store(List<ValidEvent> events, List<Unreadable> unreadable) {
        if (events.isEmpty()) {
            return events;
        }
        try {
            retryUntilDone("PostgreSQL", table.insert(events));
            return events;
        } catch (UnstorableException e) {
            if (events.size() == 1) {
                unreadable.add(new Unreadable(events.getFirst().source(), "not storable: " + e.getMessage()));
                return List.of();
            }
            int middle = events.size() / 2;
            List<ValidEvent> stored = new ArrayList<>(store(events.subList(0, middle), unreadable));
            stored.addAll(store(events.subList(middle, events.size()), unreadable));
            return stored;
        }
    }

    /**
     * Repeats the step until it succeeds: the audit may be late, but it must be complete. Fails if the service stops first; the batch is
     * then not acknowledged, and the next consumer of the partition processes it again.
     */
    private void retryUntilDone(String store, Uni<Void> step) {
        step.onFailure(this::isTransient)
                .invoke(failure -> LOGGER.warnf("%s failed, retrying: %s", store, failure))
                .onFailure(this::isTransient)
                .retry()
                .withBackOff(MIN_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .await()
                .indefinitely();
    }

    private boolean isTransient(Throwable failure) {
        return !stopping && !(failure instanceof UnstorableException);
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }
}
