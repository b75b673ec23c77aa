package io.doorway.audit.intake;

import io.doorway.audit.intake.AuditProducer.Refused;
import io.doorway.audit.intake.AuditTable.UnstorableException;
import io.doorway.audit.intake.ReceivedRecord.Accepted;
import io.doorway.audit.intake.ReceivedRecord.AuditRow;
import io.doorway.audit.intake.ReceivedRecord.Finding;
import io.doorway.audit.intake.ReceivedRecord.OwnDeadLetter;
import io.doorway.audit.intake.ReceivedRecord.SetAside;
import io.doorway.audit.intake.ReceivedRecord.SetAsideElsewhere;
import io.doorway.audit.ocsf.IntakeAlarm;
import io.doorway.audit.ocsf.Ocsf;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.record.RecordFault;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Makes a batch of events durable: one insert, then one send. Kafka's offsets are committed after both. Records that are not accepted
 * become dead letters and alarms; they stop nothing. Dead letters of other consumers are followed too, and become alarms.
 */
@Singleton
class RecordEvents {

    private static final Logger LOGGER = Logger.getLogger(RecordEvents.class);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final ReadRecords records;
    private final AuditTable table;
    private final CloudEvents cloudEvents;
    private final AuditProducer producer;
    private final IntakeMetrics metrics;
    private final LoginTrace trace;
    private final InstantSource clock;
    private volatile boolean stopping;

    RecordEvents(
            ReadRecords records,
            AuditTable table,
            CloudEvents cloudEvents,
            AuditProducer producer,
            IntakeMetrics metrics,
            LoginTrace trace,
            InstantSource clock) {
        this.records = records;
        this.table = table;
        this.cloudEvents = cloudEvents;
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
        List<Accepted> accepted = new ArrayList<>(batch.count());
        List<SetAside> setAside = new ArrayList<>();
        List<Finding> elsewhere = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : batch) {
            switch (records.read(source)) {
                case Accepted event -> accepted.add(event);
                case SetAside record -> setAside.add(record);
                case SetAsideElsewhere letter -> elsewhere.add(letter);
                case OwnDeadLetter letter -> {}
            }
        }
        List<Accepted> stored = store(accepted, setAside);
        publish(
                stored,
                Accepted::cloudEvent,
                (event, reason) -> setAside.add(setAside(event, "not publishable: " + reason)));
        List<Finding> findings = new ArrayList<>(setAside);
        findings.addAll(elsewhere);
        raiseAlarms(findings, startedAt);
        publish(setAside, DeadLetters::of, RecordEvents::logNotPublished);
        stored.forEach(event -> trace.done(event.event().traceparent(), "audit.record", startedAt));
        metrics.recorded(stored);
        metrics.found(findings);
    }

    /** Returns the events that the table contains now. One that PostgreSQL never accepts is found by bisection. */
    private List<Accepted> store(List<Accepted> events, List<SetAside> setAside) {
        if (events.isEmpty()) {
            return events;
        }
        try {
            List<AuditRow> rows = events.stream().map(Accepted::row).toList();
            return withoutConflicting(events, Set.copyOf(retryUntilDone("PostgreSQL", table.insert(rows))), setAside);
        } catch (UnstorableException e) {
            if (events.size() == 1) {
                setAside.add(setAside(events.getFirst(), "not storable: " + e.getMessage()));
                return List.of();
            }
            int middle = events.size() / 2;
            List<Accepted> stored = new ArrayList<>(store(events.subList(0, middle), setAside));
            stored.addAll(store(events.subList(middle, events.size()), setAside));
            return stored;
        }
    }

    private static List<Accepted> withoutConflicting(
            List<Accepted> events, Set<Integer> conflicting, List<SetAside> setAside) {
        List<Accepted> stored = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            if (conflicting.contains(i)) {
                setAside.add(new SetAside(
                        events.get(i).source(), RecordFault.CONFLICTING, "another event has this identity"));
            } else {
                stored.add(events.get(i));
            }
        }
        return stored;
    }

    /** Alarms contain nothing that a record could determine beyond its position, so that PostgreSQL accepts them. */
    private void store(List<IntakeAlarm> alarms) {
        if (!alarms.isEmpty()) {
            List<AuditRow> rows = alarms.stream().map(RecordEvents::row).toList();
            try {
                retryUntilDone("PostgreSQL", table.insert(rows));
            } catch (UnstorableException e) {
                LOGGER.errorf("the alarm about records that were set aside is not stored: %s", e.getMessage());
            }
        }
    }

    private static AuditRow row(IntakeAlarm alarm) {
        return new AuditRow(alarm.uid(), Ocsf.json(alarm), Sha256.text(alarm.uid()));
    }

    private void raiseAlarms(List<Finding> findings, Instant at) {
        List<IntakeAlarm> alarms = IntakeAlarms.of(findings, at);
        store(alarms);
        publish(alarms, alarm -> cloudEvents.of(alarm, Ocsf.json(alarm)), RecordEvents::logNotPublished);
    }

    /** An alarm or a dead letter that Kafka does not accept is logged; the record itself remains in its topic. */
    private static void logNotPublished(Object record, String reason) {
        LOGGER.errorf("%s is not published: %s", record.getClass().getSimpleName(), reason);
    }

    /**
     * Publishes all items. One that Kafka never accepts is found by bisection: with it, Kafka refuses every record of its batch.
     *
     * @param onRefused is called with the item and the reason
     */
    private <T> void publish(
            List<T> items, Function<T, ProducerRecord<byte[], byte[]>> record, BiConsumer<T, String> onRefused) {
        if (items.isEmpty()) {
            return;
        }
        List<Refused> refused =
                retryUntilDone("Kafka", producer.send(items.stream().map(record).toList()));
        if (items.size() == 1) {
            refused.forEach(only -> onRefused.accept(items.getFirst(), only.reason()));
            return;
        }
        List<T> again = refused.stream().map(one -> items.get(one.position())).toList();
        int middle = again.size() / 2;
        publish(again.subList(0, middle), record, onRefused);
        publish(again.subList(middle, again.size()), record, onRefused);
    }

    private static SetAside setAside(Accepted event, String detail) {
        return new SetAside(event.source(), RecordFault.NOT_STORABLE, detail);
    }

    /**
     * Repeats the step until it succeeds: the audit may be late, but it must be complete. Fails if the service stops first; the batch is
     * then not acknowledged, and the next consumer of the partition processes it again.
     */
    private <T> T retryUntilDone(String store, Uni<T> step) {
        return step.onFailure(this::isTransient)
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
