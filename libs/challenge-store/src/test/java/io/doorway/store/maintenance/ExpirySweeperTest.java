package io.doorway.store.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.store.memory.InMemoryChallengeStore;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.memory.ManualClock;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisStoreUnderTest;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpirySweeperTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final ExpirySweeper sweeper = new ExpirySweeper(store, new Transitions(store, store, log));

    @Test
    void onlyOverdueChallengesExpire() {
        ChallengeId overdue = create(store, clock.instant());
        clock.set(clock.instant().plus(Timing.DEFAULT.scanWithin()));
        ChallengeId notOverdue = create(store, clock.instant());

        assertThat(await(sweeper.sweep())).isEqualTo(1);
        assertThat(await(store.load(overdue)).orElseThrow().challenge()).isInstanceOf(Expired.class);
        assertThat(await(store.load(notOverdue)).orElseThrow().challenge()).isNotInstanceOf(Expired.class);
        assertThat(await(sweeper.sweep())).isZero();
    }

    @Test
    void whileKafkaIsUnavailableEveryOverdueChallengeExpires() {
        List<ChallengeId> ids = Stream.generate(SampleLogin::newId)
                .filter(id -> id.bucket() == 7)
                .limit(20)
                .toList();
        ids.forEach(id -> await(store.create(SampleLogin.creation(id, clock.instant(), Timing.DEFAULT))));
        clock.set(clock.instant().plus(Timing.DEFAULT.scanWithin()));
        log.fail();

        assertThatThrownBy(() -> await(sweeper.sweep())).hasStackTraceContaining("the event log is unavailable");

        assertThat(ids)
                .allSatisfy(id -> assertThat(await(store.load(id)).orElseThrow().challenge())
                        .isInstanceOf(Expired.class));
    }

    @Test
    void concurrentSweepersPublishEveryExpiryOnce() {
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest()) {
            ChallengeStore shared = new RedisChallengeStore(redis.calls(), SampleEventKeys.signer());
            Instant createdAt = await(shared.now()).minus(Timing.DEFAULT.scanWithin());
            List<ChallengeId> ids =
                    Stream.generate(() -> create(shared, createdAt)).limit(200).toList();
            Transitions transitions = new Transitions(shared, new RedisOutbox(redis.calls()), log);
            List<Uni<Integer>> sweeps = Stream.generate(() -> new ExpirySweeper(shared, transitions).sweep())
                    .limit(4)
                    .toList();

            List<Integer> counts = await(Uni.join().all(sweeps).andFailFast());

            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
            assertThat(expired()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private List<ChallengeId> expired() {
        return log.entries().stream()
                .map(entry -> entry.event().value())
                .map(Json::readEvent)
                .filter(ChallengeExpired.class::isInstance)
                .map(event -> ((ChallengeExpired) event).challengeId())
                .toList();
    }

    private static ChallengeId create(ChallengeStore store, Instant at) {
        ChallengeId id = SampleLogin.newId();
        await(store.create(SampleLogin.creation(id, at, Timing.DEFAULT)));
        return id;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
