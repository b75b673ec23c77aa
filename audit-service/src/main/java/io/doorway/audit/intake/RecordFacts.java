package io.doorway.audit.intake;

import io.doorway.audit.intake.Reading.Fact;
import io.doorway.audit.intake.Reading.Unreadable;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.trace.LoginTrace;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Makes what a poll brought durable: one statement, one round of sends, then the offsets may follow. */
@ApplicationScoped
class RecordFacts {

    private final AuditTable table;
    private final AuditTopics topics;
    private final Persistence persistence;
    private final IntakeMetrics metrics;
    private final LoginTrace trace;
    private final InstantSource clock;
    private final URI issuer;

    RecordFacts(
            AuditTable table,
            AuditTopics topics,
            Persistence persistence,
            IntakeMetrics metrics,
            LoginTrace trace,
            InstantSource clock,
            Issuer issuer) {
        this.table = table;
        this.topics = topics;
        this.persistence = persistence;
        this.metrics = metrics;
        this.trace = trace;
        this.clock = clock;
        this.issuer = issuer.uri();
    }

    /** One batch at a time, in order. Returning acknowledges it. */
    @Incoming("facts")
    @Blocking
    void record(ConsumerRecords<byte[], byte[]> batch) {
        Instant startedAt = clock.instant();
        List<Fact> facts = new ArrayList<>(batch.count());
        List<Unreadable> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : batch) {
            switch (EventReader.read(source)) {
                case Fact fact -> facts.add(fact);
                case Unreadable letter -> unreadable.add(letter);
            }
        }
        List<Fact> stored = store(facts, unreadable);
        send(stored, unreadable);
        stored.forEach(fact -> trace.done(fact.event().traceparent(), "audit.record", startedAt));
        metrics.recorded(stored);
        metrics.unreadable(unreadable);
    }

    /** Those that PostgreSQL took. A record that it never will is found by halving, and becomes a dead letter. */
    private List<Fact> store(List<Fact> facts, List<Unreadable> unreadable) {
        if (facts.isEmpty()) {
            return facts;
        }
        try {
            persistence.until("PostgreSQL has the events", () -> table.insert(facts));
            return facts;
        } catch (UnstorableException refused) {
            if (facts.size() == 1) {
                unreadable.add(new Unreadable(facts.getFirst().source(), "not storable: " + refused.getMessage()));
                return List.of();
            }
            int middle = facts.size() / 2;
            List<Fact> stored = new ArrayList<>(store(facts.subList(0, middle), unreadable));
            stored.addAll(store(facts.subList(middle, facts.size()), unreadable));
            return stored;
        }
    }

    private void send(List<Fact> facts, List<Unreadable> unreadable) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(facts.size() + unreadable.size());
        facts.forEach(fact -> records.add(Envelope.cloudEvent(fact, issuer)));
        unreadable.forEach(letter -> records.add(Envelope.deadLetter(letter)));
        persistence.until("Kafka has the records", () -> topics.append(records));
    }
}
