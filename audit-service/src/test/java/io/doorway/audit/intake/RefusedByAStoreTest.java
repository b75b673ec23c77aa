package io.doorway.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.audit.support.EventExamples;
import io.doorway.audit.support.KafkaTestClient;
import io.doorway.audit.support.RecordedResults;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.servers.TopicRecords;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store does not accept: it is retried if the store is the cause, and set aside if the event is. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(OperatorTestResource.class)
class RefusedByAStoreTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Random random = new Random();

    @Inject
    Pool pool;

    @Inject
    RecordedResults results;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    private KafkaTestClient kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaTestClient(address);
    }

    /** A full disk, and a password that has been replaced. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "28P01"})
    void aFailureOfTheDatabaseIsRetriedUntilTheEventsAreRecorded(String sqlState) {
        List<ChallengeCreated> events = List.of(created(), created(), created());
        execute(trigger(sqlState, "true"));
        try {
            kafka.publish(events.toArray(Event[]::new));
            await("several attempts")
                    .pollDelay(Duration.ofSeconds(1))
                    .atMost(TIMEOUT)
                    .until(() -> kafka.lag(Topics.EVENTS) == events.size());
            assertThat(results.onAuditTopic(events.getFirst().uid()))
                    .as("an event is published after it is in the table")
                    .isEmpty();
        } finally {
            execute("drop trigger failing on audit.event");
        }
        results.awaitNoLag();

        assertThat(results.rowsOf(events)).isEqualTo(events.size());
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(results.onAuditTopic(event.uid())).isNotEmpty());
    }

    @Test
    void anEventThatPostgresRejectsIsFoundByHalvingAndSetAside() {
        ChallengeCreated rejected = created();
        List<ChallengeCreated> others =
                IntStream.range(0, 200).mapToObj(i -> created()).toList();
        execute(trigger("23514", "new.uid = '" + rejected.uid() + "'"));
        try {
            kafka.publish(Stream.concat(Stream.of(rejected), others.stream()).toArray(Event[]::new));
            results.awaitNoLag();
        } finally {
            execute("drop trigger failing on audit.event");
        }

        assertThat(results.rowsOf(others)).isEqualTo(others.size());
        assertThat(results.rows(rejected.uid())).isZero();
        assertThat(results.deadLettersOf(rejected.key())).singleElement().satisfies(letter -> {
            assertThat(TopicRecords.header(letter, "reason")).isEqualTo("not_storable");
            assertThat(TopicRecords.header(letter, "detail")).contains("23514");
        });
    }

    @Test
    void anEventOfTheFutureIsSetAsideAndOneThatIsLittleAheadIsPublishedWithTheTimeOfNow() {
        Instant now = Instant.now();
        ChallengeCreated future = EventExamples.created(newId(), now.plus(Duration.ofHours(2)));
        ChallengeCreated ahead = EventExamples.created(newId(), now.plus(Duration.ofMinutes(5)));
        kafka.publish(future, ahead);
        results.awaitNoLag();

        assertThat(results.rows(future.uid())).isZero();
        assertThat(results.deadLettersOf(future.key()))
                .singleElement()
                .satisfies(letter ->
                        assertThat(TopicRecords.header(letter, "reason")).isEqualTo("out_of_bounds"));
        assertThat(results.onAuditTopic(ahead.uid())).isNotEmpty().allSatisfy(record -> {
            assertThat(record.timestamp())
                    .isBetween(now.toEpochMilli(), Instant.now().toEpochMilli());
            assertThat(TopicRecords.header(record, "ce_time"))
                    .isEqualTo(ahead.at().toString());
        });
    }

    /** Kafka refuses a whole batch for one record. */
    @Test
    void anEventThatKafkaRejectsIsFoundByHalvingAndSetAside() throws Exception {
        ChallengeCreated rejected = created();
        List<ChallengeCreated> others = IntStream.range(0, 200)
                .mapToObj(i -> EventExamples.created(newId(), Instant.now()))
                .toList();
        auditTopicAccepts(Duration.ofHours(1));
        try {
            kafka.publish(Stream.concat(Stream.of(rejected), others.stream()).toArray(Event[]::new));
            results.awaitNoLag();
        } finally {
            auditTopicAccepts(Duration.ofMillis(Long.MAX_VALUE));
        }

        assertThat(results.rowsOf(others)).isEqualTo(others.size());
        Set<String> published = kafka.read(Topics.AUDIT, record -> true).stream()
                .map(record -> TopicRecords.header(record, "ce_id"))
                .collect(Collectors.toSet());
        assertThat(published)
                .containsAll(others.stream().map(Event::uid).toList())
                .doesNotContain(rejected.uid());
        assertThat(results.rows(rejected.uid())).isOne();
        assertThat(results.deadLettersOf(rejected.key())).singleElement().satisfies(letter -> {
            assertThat(TopicRecords.header(letter, "reason")).isEqualTo("not_storable");
            assertThat(TopicRecords.header(letter, "detail")).contains("InvalidTimestampException");
        });
    }

    /** The audit topic refuses records with an older timestamp. */
    private void auditTopicAccepts(Duration age) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
            ConfigEntry limit = new ConfigEntry("message.timestamp.before.max.ms", Long.toString(age.toMillis()));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.AUDIT),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Makes an insert of such rows fail with this SQLSTATE. */
    private static String trigger(String sqlState, String condition) {
        return """
                create or replace function audit.fail() returns trigger language plpgsql as
                $$ begin raise exception using errcode = '%s'; end $$;
                create trigger failing after insert on audit.event for each row when (%s) execute function audit.fail()""".formatted(sqlState, condition);
    }

    private void execute(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }

    private ChallengeCreated created() {
        return EventExamples.created(newId(), Instant.parse("2026-11-21T18:30:00Z"));
    }

    private ChallengeId newId() {
        return ChallengeId.random(random);
    }
}
