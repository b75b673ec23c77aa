package io.doorway.store.redis;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.store.StoreUnavailableException;
import io.doorway.testkit.redis.StalledRedis;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisFlagsTest {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LiveRedis redis;

    private final String key = "flag:" + UUID.randomUUID();

    @BeforeAll
    static void startRedis() {
        redis = new LiveRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void aFlagIsDownUntilItIsRaised() {
        assertThat(await(flags().isUp(key))).isFalse();

        await(flags().raise(key, LIFE));

        assertThat(await(flags().isUp(key))).isTrue();
    }

    @Test
    void aFlagIsUpForItsLifeFromTheLastTimeItWasRaised() {
        await(flags().raise(key, Duration.ofMinutes(1)));
        await(flags().raise(key, LIFE));

        assertThat(left()).isBetween(LIFE.minusSeconds(30), LIFE);
    }

    @Test
    void aLoweredFlagIsDownHoweverOften() {
        await(flags().raise(key, LIFE));
        await(flags().lower(key));
        await(flags().lower(key));

        assertThat(await(flags().isUp(key))).isFalse();
    }

    @Test
    void ofAThousandWhoRaiseAFlagAtOnceOneFoundItDown() {
        List<Uni<Boolean>> all = Stream.generate(() -> flags().raiseIfDown(key, LIFE))
                .limit(1000)
                .toList();

        assertThat(await(Uni.join().all(all).andFailFast())).containsOnlyOnce(true);
        assertThat(left()).isBetween(LIFE.minusSeconds(30), LIFE);
    }

    @Test
    void aRedisThatAnswersNobodyFailsEveryCallInTime() {
        try (StalledRedis stalled = new StalledRedis()) {
            RedisFlags flags = new RedisFlags(new RedisCalls(stalled.client()));

            assertThat(failuresOf(
                            flags.raise(key, LIFE), flags.raiseIfDown(key, LIFE), flags.isUp(key), flags.lower(key)))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }

    private static RedisFlags flags() {
        return new RedisFlags(redis.calls());
    }

    private Duration left() {
        return Duration.ofMillis(redis.send(Request.cmd(Command.PTTL).arg(key)).toLong());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
