package io.doorway.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.store.ChallengeStore;
import io.doorway.store.kafka.KafkaEventLog;
import io.doorway.store.kafka.Topic;
import io.doorway.store.redis.LiveRedis;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.upkeep.OutboxRelay;
import io.doorway.testkit.servers.KafkaServer;
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

/** A service is killed in the middle of its work, again and again; what it answered is true all the same. */
class CrashTest {

    private static final int KILLS = 3;
    private static final int MAX_MORE_ANSWERS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @Timeout(90)
    void everyAcknowledgedTransitionIsInTheLogOnceAndInOrder() throws Exception {
        try (LiveRedis redis = new LiveRedis();
                KafkaServer kafka = new KafkaServer()) {
            kafka.start();
            Set<String> acknowledged = new HashSet<>();
            Random random = new Random();
            for (int kill = 0; kill < KILLS; kill++) {
                acknowledged.addAll(workUntilKilled(redis, kafka, 1 + random.nextInt(MAX_MORE_ANSWERS)));
            }

            relayWhatIsLeft(redis, kafka);

            Map<String, Set<Long>> told = told(kafka);
            assertThat(uids(told)).containsAll(acknowledged);
            assertThat(told)
                    .allSatisfy((id, versions) -> assertThat(versions)
                            .as(id)
                            .containsExactlyElementsOf(LongStream.rangeClosed(1, versions.size())
                                    .boxed()
                                    .toList()));
            assertThat(told)
                    .allSatisfy((id, versions) ->
                            assertThat(stored(redis, id).version()).as(id).isEqualTo(versions.size()));
        }
    }

    /** Kills at a random point of its work, after it has answered some more times; returns what it answered. */
    private static Set<String> workUntilKilled(LiveRedis redis, KafkaServer kafka, int answers) throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        redis.url(),
                        kafka.address())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = worker.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!lineIsWhole(line)) {
                    break;
                }
                acknowledged.add(line);
                if (acknowledged.size() == answers) {
                    worker.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(answers);
        return acknowledged;
    }

    /** The last line may be cut off by the kill. */
    private static boolean lineIsWhole(String line) {
        return line.matches("[A-Za-z0-9_-]{22}:[1-4]");
    }

    private static void relayWhatIsLeft(LiveRedis redis, KafkaServer kafka) {
        RedisOutbox outbox = new RedisOutbox(redis.calls());
        try (KafkaEventLog log = new KafkaEventLog(kafka.address());
                OutboxRelay relay = new OutboxRelay(outbox, log, "after the crash")) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(OutboxRelay.LEFT_TO_ITS_MAKER)
                    .chain(() -> relay.relay())
                    .chain(told -> outbox.waiting(Duration.ZERO))
                    .repeat()
                    .until(List::isEmpty)
                    .collect()
                    .last()
                    .await()
                    .atMost(PATIENCE);
        }
    }

    /** The versions of each challenge in the order of the log, each where it came first. */
    private static Map<String, Set<Long>> told(KafkaServer kafka) {
        Map<String, Set<Long>> told = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> record : Topic.read(kafka.address(), Topics.TRANSITIONS)) {
            Event event = Json.readEvent(record.value());
            told.computeIfAbsent(record.key(), id -> new LinkedHashSet<>()).add(((ChallengeEvent) event).version());
        }
        return told;
    }

    private static Set<String> uids(Map<String, Set<Long>> told) {
        return told.entrySet().stream()
                .flatMap(challenge -> challenge.getValue().stream().map(version -> challenge.getKey() + ":" + version))
                .collect(Collectors.toSet());
    }

    private static Challenge stored(LiveRedis redis, String id) {
        ChallengeStore store = new RedisChallengeStore(redis.calls());
        return store.load(new ChallengeId(id))
                .await()
                .atMost(PATIENCE)
                .orElseThrow()
                .challenge();
    }
}
