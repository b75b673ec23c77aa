package io.doorway.audit.support;

import static org.awaitility.Awaitility.await;

import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.servers.TopicRecords;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What became of published events: rows of the table, records of the audit topic, dead letters. */
@ApplicationScoped
public class RecordedResults {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Pool pool;
    private final KafkaTestClient kafka;

    public RecordedResults(Pool pool, @ConfigProperty(name = "kafka.bootstrap.servers") String address) {
        this.pool = pool;
        this.kafka = new KafkaTestClient(address);
    }

    /** Every published event is processed. */
    public void awaitNoLag() {
        await("lag is 0").atMost(TIMEOUT).until(() -> kafka.lag(Topics.EVENTS) == 0);
    }

    public long rows(String... uids) {
        return pool.preparedQuery("select count(*) from audit.event where uid = any($1)")
                .execute(Tuple.of(uids))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    public long rowsOf(List<ChallengeCreated> events) {
        return rows(events.stream().map(Event::uid).toArray(String[]::new));
    }

    public List<ConsumerRecord<String, String>> onAuditTopic(String uid) {
        return kafka.read(Topics.AUDIT, record -> uid.equals(TopicRecords.header(record, "ce_id")));
    }

    public List<ConsumerRecord<String, String>> deadLettersOf(String key) {
        return kafka.read(Topics.DEAD_LETTERS, letter -> key.equals(letter.key()));
    }
}
