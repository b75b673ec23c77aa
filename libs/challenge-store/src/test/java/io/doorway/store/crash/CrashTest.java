package io.doorway.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.servers.KafkaServer;
import io.doorway.servers.Server;
import io.doorway.servers.TopicRecords;
import io.doorway.store.ChallengeStore;
import io.doorway.store.kafka.KafkaEventLog;
import io.doorway.store.maintenance.OutboxRelay;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisStoreUnderTest;
import io.doorway.testkit.event.SampleEventKeys;
import io.smallrye.mutiny.Uni;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kills a service repeatedly while it works. Every reply that it gave must hold. */
class CrashTest {

    private static final int KILLS = 3;
    private static final int MAX_REPLIES = 400;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    @Timeout(90)
    void everyAcknowledgedTransitionIsInTheLogInOrder() throws Exception {
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest();
                KafkaServer kafka = new KafkaServer(Server.Mode.fromEnvironment())) {
            kafka.start();
            Set<String> acknowledged = new HashSet<>();
            Random random = new Random();
            for (int kill = 0; kill < KILLS; kill++) {
                acknowledged.addAll(workUntilKilled(redis, kafka, 1 + random.nextInt(MAX_REPLIES)));
            }

            relayUnpublished(redis, kafka);

            Map<String, Set<Long>> published = published(kafka);
            assertThat(uids(published)).containsAll(acknowledged);
            assertThat(published)
                    .allSatisfy((id, versions) -> assertThat(versions)
                            .as(id)
                            .containsExactlyElementsOf(LongStream.rangeClosed(1, versions.size())
                                    .boxed()
                                    .toList()));
            assertThat(published)
                    .allSatisfy((id, versions) ->
                            assertThat(stored(redis, id).version()).as(id).isEqualTo(versions.size()));
        }
    }

    /** Starts a worker and kills it after some replies. Returns the transitions that it acknowledged. */
    private static Set<String> workUntilKilled(RedisStoreUnderTest redis, KafkaServer kafka, int replies)
            throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWorker.class.getName(),
                        redis.url(),
                        kafka.address())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = worker.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!isComplete(line)) {
                    break;
                }
                acknowledged.add(line);
                if (acknowledged.size() == replies) {
                    worker.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(replies);
        return acknowledged;
    }

    /** The kill may truncate the last line. */
    private static boolean isComplete(String line) {
        return line.matches("[A-Za-z0-9_-]{22}:[1-4]");
    }

    private static void relayUnpublished(RedisStoreUnderTest redis, KafkaServer kafka) {
        RedisOutbox outbox = new RedisOutbox(redis.calls());
        try (KafkaEventLog log = new KafkaEventLog(kafka.address());
                OutboxRelay relay = new OutboxRelay(outbox, log, "relay")) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(OutboxRelay.GRACE_PERIOD)
                    .chain(() -> relay.relay())
                    .chain(count -> outbox.pendingBuckets(Duration.ZERO))
                    .repeat()
                    .until(List::isEmpty)
                    .collect()
                    .last()
                    .await()
                    .atMost(TIMEOUT);
        }
    }

    /** The versions of each challenge, in the order of their first occurrence in the log. */
    private static Map<String, Set<Long>> published(KafkaServer kafka) {
        Map<String, Set<Long>> published = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> record : new TopicRecords(kafka.address()).read(Topics.TRANSITIONS)) {
            Event event = Json.readEvent(record.value());
            published
                    .computeIfAbsent(record.key(), id -> new LinkedHashSet<>())
                    .add(((ChallengeEvent) event).version());
        }
        return published;
    }

    private static Set<String> uids(Map<String, Set<Long>> versions) {
        return versions.entrySet().stream()
                .flatMap(challenge -> challenge.getValue().stream().map(version -> challenge.getKey() + ":" + version))
                .collect(Collectors.toSet());
    }

    private static Challenge stored(RedisStoreUnderTest redis, String id) {
        ChallengeStore store = new RedisChallengeStore(redis.calls(), SampleEventKeys.signer());
        return store.load(new ChallengeId(id))
                .await()
                .atMost(TIMEOUT)
                .orElseThrow()
                .challenge();
    }
}
