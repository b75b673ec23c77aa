package io.doorway.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.audit.ocsf.Ocsf;
import io.doorway.audit.support.EventExamples;
import io.doorway.audit.support.KafkaTestClient;
import io.doorway.audit.support.RecordedResults;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.EventWriter;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.servers.TopicRecords;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events reach the table and the audit topic, with real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(OperatorTestResource.class)
class EveryEventIsRecordedTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Random random = new Random();

    @Inject
    Pool pool;

    @Inject
    RecordedResults results;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    @ConfigProperty(name = "mp.messaging.incoming.events.topics")
    Set<String> consumedTopics;

    private KafkaTestClient kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaTestClient(address);
    }

    @Test
    void everyEventTopicAndTheDeadLettersAreConsumed() {
        assertThat(consumedTopics)
                .containsAll(Topics.EVENTS)
                .contains(Topics.DEAD_LETTERS)
                .hasSize(Topics.EVENTS.size() + 1);
    }

    @Test
    void anEventOfEveryTypeIsRecordedInTheTableAndOnTheTopic() {
        List<Event> events = EventExamples.all();

        kafka.publish(events.toArray(Event[]::new));

        for (Event event : events) {
            await(event.type() + " is in the table").atMost(TIMEOUT).until(() -> results.rows(event.uid()) == 1);
        }
        results.awaitNoLag();
        for (Event event : events) {
            ConsumerRecord<String, String> record =
                    results.onAuditTopic(event.uid()).getFirst();
            assertThat(record.value()).isEqualTo(Ocsf.json(event));
            assertThat(record.key()).isEqualTo(event.key());
            assertThat(record.timestamp()).isEqualTo(event.at().toEpochMilli());
            assertThat(TopicRecords.header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(TopicRecords.header(record, "ce_source")).isEqualTo("http://localhost:8080");
            assertThat(TopicRecords.header(record, "ce_type")).isEqualTo("io.doorway." + event.type());
            assertThat(TopicRecords.header(record, "ce_subject")).isEqualTo(event.key());
            assertThat(TopicRecords.header(record, "ce_time"))
                    .isEqualTo(event.at().toString());
            assertThat(TopicRecords.header(record, "ce_traceparent")).isEqualTo(event.traceparent());
            assertThat(TopicRecords.header(record, "content-type")).isEqualTo("application/json");
        }
    }

    @Test
    void anEventPublishedThreeTimesIsOneRowAndHasOneCeId() {
        ChallengeCreated event = created();

        kafka.publish(event);
        results.awaitNoLag();
        kafka.publish(event, event);
        results.awaitNoLag();

        assertThat(results.rows(event.uid())).isOne();
        assertThat(results.onAuditTopic(event.uid()))
                .isNotEmpty()
                .allSatisfy(copy -> assertThat(copy.value()).isEqualTo(Ocsf.json(event)));
    }

    @Test
    void anUnreadableRecordBecomesADeadLetterAndDoesNotStopTheOthers() {
        long before = deadLetters().size();
        List<String> unreadableValues = List.of(
                "{",
                "null",
                "[]",
                "",
                "{\"type\":\"ChallengeTeleported\"}",
                "{\"type\":\"ChallengeCreated\"}",
                Json.write(EventExamples.created(newId(), Instant.parse("+999999-01-01T00:00:00Z"))),
                Json.write(EventExamples.tokens("on-a-wrong-topic", Instant.EPOCH, newId())));
        List<ChallengeCreated> valid = new ArrayList<>();
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (String value : unreadableValues) {
            for (int i = 0; i < 99; i++) {
                valid.add(created());
                records.add(KafkaTestClient.record(valid.getLast()));
            }
            records.add(
                    KafkaTestClient.record(EventWriter.CHALLENGE_SERVICE, Topics.TRANSITIONS, newId().value(), value));
        }
        kafka.publish(records);
        results.awaitNoLag();

        assertThat(results.rowsOf(valid)).isEqualTo(valid.size());
        assertThat(deadLetters()).hasSize((int) before + unreadableValues.size());
        List<ConsumerRecord<String, String>> letters =
                kafka.read(Topics.DEAD_LETTERS, letter -> unreadableValues.contains(letter.value()));
        assertThat(letters).extracting(ConsumerRecord::value).containsAll(unreadableValues);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(TopicRecords.header(letter, "reason")).isNotBlank();
            assertThat(TopicRecords.header(letter, "topic")).isEqualTo(Topics.TRANSITIONS);
            assertThat(TopicRecords.header(letter, "partition")).matches("\\d+");
            assertThat(TopicRecords.header(letter, "offset")).matches("\\d+");
        });
    }

    @Test
    void aForgedRecordIsADeadLetterAndAnAlarmOfHighSeverity() {
        ChallengeCreated forged = created();
        kafka.publish(List.of(new ProducerRecord<>(forged.topic(), forged.key(), Json.write(forged))));
        results.awaitNoLag();

        assertThat(results.rows(forged.uid())).isZero();
        ConsumerRecord<String, String> letter =
                results.deadLettersOf(forged.key()).getFirst();
        assertThat(TopicRecords.header(letter, "reason")).isEqualTo("no_mac");
        assertThat(alarms("NO_MAC", forged.topic()))
                .isNotEmpty()
                .allSatisfy(severity -> assertThat(severity).isEqualTo(4));
        assertThat(kafka.read(
                        Topics.AUDIT,
                        record -> "io.doorway.RecordsSetAside".equals(TopicRecords.header(record, "ce_type"))))
                .isNotEmpty();
    }

    /** Of the two, only the dead letter of the other consumer is an alarm: this service's own one has its alarm. */
    @Test
    void aDeadLetterOfAnotherConsumerIsAnAlarmAndNoFurtherDeadLetter() {
        kafka.publish(List.of(new ProducerRecord<>(Topics.DEVICES, "set aside here", "{")));
        results.awaitNoLag();
        ProducerRecord<String, String> elsewhere =
                new ProducerRecord<>(Topics.DEAD_LETTERS, "set aside elsewhere", "value");
        elsewhere.headers().add("dead-letter-topic", Topics.DEVICES.getBytes(UTF_8));
        elsewhere.headers().add("reason", "no_mac".getBytes(UTF_8));

        kafka.publish(List.of(elsewhere));
        await().atMost(TIMEOUT).until(() -> kafka.lag(List.of(Topics.DEAD_LETTERS)) == 0);

        assertThat(alarms("NOT_PROCESSED", Topics.DEAD_LETTERS)).containsExactly(4);
        assertThat(results.deadLettersOf("set aside here")).hasSize(1);
        assertThat(results.deadLettersOf("set aside elsewhere")).hasSize(1);
    }

    @Test
    void aSecondEventWithTheSameIdentityAndOtherContentIsSetAside() {
        ChallengeCreated first = created();
        ChallengeCreated second =
                EventExamples.created(first.challengeId(), first.at().plusSeconds(1));
        kafka.publish(first);
        results.awaitNoLag();
        kafka.publish(second, first);
        results.awaitNoLag();

        assertThat(results.rows(first.uid())).isOne();
        assertThat(results.deadLettersOf(first.key())).singleElement().satisfies(letter -> {
            assertThat(TopicRecords.header(letter, "reason")).isEqualTo("conflicting");
            assertThat(letter.value()).isEqualTo(Json.write(second));
        });
        assertThat(alarms("CONFLICTING", first.topic())).isNotEmpty();
    }

    @Test
    void twoEventsOfOneBatchWithTheSameIdentityAndOtherContentAreDistinguished() {
        ChallengeCreated first = created();
        kafka.publish(
                first, EventExamples.created(first.challengeId(), first.at().plusSeconds(1)), first);
        results.awaitNoLag();

        assertThat(results.rows(first.uid())).isOne();
        assertThat(results.deadLettersOf(first.key())).hasSize(1);
    }

    @Test
    void aLargeRecordWithManyHeadersIsCutAndStopsNothing() {
        String key = "k".repeat(10_000);
        ProducerRecord<String, String> large = new ProducerRecord<>(Topics.DEVICES, key, "x".repeat(900_000));
        large.headers().add("reason", new byte[100_000]);
        ChallengeCreated after = created();
        kafka.publish(List.of(large));
        kafka.publish(after);
        results.awaitNoLag();

        assertThat(results.rows(after.uid())).isOne();
        assertThat(kafka.read(Topics.DEAD_LETTERS, letter -> letter.key() != null && key.startsWith(letter.key())))
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter.value()).hasSize(128 * 1024));
    }

    private List<Integer> alarms(String code, String topic) {
        List<Integer> severities = new ArrayList<>();
        pool.preparedQuery("""
                        select severity from audit.event
                        where type = 'RecordsSetAside' and code = $1 and ocsf #>> '{metadata,log_name}' = $2""")
                .execute(Tuple.of(code, topic))
                .await()
                .indefinitely()
                .forEach(row -> severities.add(row.getInteger("severity")));
        return severities;
    }

    private List<ConsumerRecord<String, String>> deadLetters() {
        return kafka.read(Topics.DEAD_LETTERS, record -> true);
    }

    private ChallengeCreated created() {
        return EventExamples.created(newId(), Instant.parse("2026-11-21T18:30:00Z"));
    }

    private ChallengeId newId() {
        return ChallengeId.random(random);
    }
}
