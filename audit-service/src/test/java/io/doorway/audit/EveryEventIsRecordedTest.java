package io.doorway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.audit.ocsf.Ocsf;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.ChallengeCreated;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the fact topics to the table and the audit topic, on real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(Operators.class)
class EveryEventIsRecordedTest {

    private final Random random = new Random();

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    @ConfigProperty(name = "mp.messaging.incoming.facts.topics")
    Set<String> consumed;

    private Kafka kafka;

    @BeforeEach
    void connect() {
        kafka = new Kafka(address);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void every_fact_topic_is_consumed() {
        assertThat(consumed).isEqualTo(Set.copyOf(Topics.FACTS));
    }

    @Test
    void an_event_of_every_type_is_in_the_table_and_on_the_topic() throws Exception {
        List<Event> events = Examples.all();

        events.forEach(kafka::tell);

        for (Event event : events) {
            Eventually.until(event.type() + " is in the table", () -> rows(event.uid()) == 1);
        }
        caughtUp();
        for (Event event : events) {
            ConsumerRecord<byte[], byte[]> told = onAuditTopic(event.uid()).getFirst();
            assertThat(new String(told.value(), StandardCharsets.UTF_8)).isEqualTo(Ocsf.json(event));
            assertThat(Kafka.header(told, "ce_specversion")).isEqualTo("1.0");
            assertThat(Kafka.header(told, "ce_source")).isEqualTo("http://localhost:8080");
            assertThat(Kafka.header(told, "ce_type")).isEqualTo("io.doorway." + event.type());
            assertThat(Kafka.header(told, "ce_time")).isEqualTo(event.at().toString());
            assertThat(Kafka.header(told, "ce_traceparent")).isEqualTo(event.traceparent());
            assertThat(Kafka.header(told, "content-type")).isEqualTo("application/json");
        }
    }

    @Test
    void an_event_told_three_times_is_one_row_and_one_ce_id() throws Exception {
        ChallengeCreated event = created();

        kafka.tell(event);
        caughtUp();
        kafka.tell(event);
        kafka.tell(event);
        caughtUp();

        assertThat(rows(event.uid())).isOne();
        assertThat(onAuditTopic(event.uid()))
                .isNotEmpty()
                .allSatisfy(copy ->
                        assertThat(copy.value()).isEqualTo(Ocsf.json(event).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void one_poisoned_record_in_a_hundred_stops_nothing_and_is_kept_as_it_came() throws Exception {
        long before = deadLetters().size();
        List<String> poison = List.of(
                "{",
                "null",
                "[]",
                "",
                "{\"type\":\"ChallengeTeleported\"}",
                "{\"type\":\"ChallengeCreated\"}",
                Json.write(Examples.created(newId(), Instant.parse("+999999-01-01T00:00:00Z"))),
                Json.write(Examples.tokens("on-a-wrong-topic", Instant.EPOCH, newId())));
        List<ChallengeCreated> good = new ArrayList<>();

        for (String unreadable : poison) {
            for (int i = 0; i < 99; i++) {
                good.add(created());
                kafka.tell(good.getLast());
            }
            kafka.tell(Topics.TRANSITIONS, newId().value(), unreadable);
        }
        caughtUp();

        assertThat(recordedAmong(good)).isEqualTo(good.size());
        List<ConsumerRecord<byte[], byte[]>> letters = deadLetters();
        assertThat(letters).hasSize((int) before + poison.size());
        assertThat(letters.stream()
                        .map(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                        .toList())
                .containsAll(poison);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(Kafka.header(letter, "reason")).isNotBlank();
            assertThat(Kafka.header(letter, "topic")).isEqualTo(Topics.TRANSITIONS);
            assertThat(Kafka.header(letter, "partition")).matches("\\d+");
            assertThat(Kafka.header(letter, "offset")).matches("\\d+");
        });
    }

    private void caughtUp() throws Exception {
        Eventually.until("lag is 0", () -> kafka.lag(Topics.FACTS) == 0);
    }

    private long rows(String uid) {
        return pool.preparedQuery("select count(*) from audit.event where uid = $1")
                .execute(Tuple.of(uid))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private long recordedAmong(List<ChallengeCreated> events) {
        String[] uids = events.stream().map(Event::uid).toArray(String[]::new);
        return pool.preparedQuery("select count(*) from audit.event where uid = any($1)")
                .execute(Tuple.of(uids))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private List<ConsumerRecord<byte[], byte[]>> onAuditTopic(String uid) {
        return kafka.read(Topics.AUDIT, record -> uid.equals(Kafka.header(record, "ce_id")));
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return kafka.read(Topics.DEAD_LETTERS, record -> true);
    }

    private ChallengeCreated created() {
        return Examples.created(newId(), Instant.parse("2026-11-21T18:30:00Z"));
    }

    private ChallengeId newId() {
        return ChallengeId.random(random);
    }
}
