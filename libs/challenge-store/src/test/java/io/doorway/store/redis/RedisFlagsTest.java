package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.CompositeException;
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

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Twice the time that a service waits for Redis, for a slow machine. */
    private static final Duration HANG_TIMEOUT = Duration.ofSeconds(20);

    private static RedisStoreUnderTest redis;

    private final String key = "flag:" + UUID.randomUUID();

    @BeforeAll
    static void startRedis() {
        redis = new RedisStoreUnderTest();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void aFlagIsNotSetUntilSet() {
        assertThat(await(flags().isSet(key))).isFalse();

        await(flags().set(key, TTL));

        assertThat(await(flags().isSet(key))).isTrue();
    }

    @Test
    void settingAFlagAgainRestartsItsTtl() {
        await(flags().set(key, Duration.ofMinutes(1)));
        await(flags().set(key, TTL));

        assertThat(remainingTtl()).isBetween(TTL.minusSeconds(30), TTL);
    }

    @Test
    void ofAThousandConcurrentCallsOneSetsTheFlag() {
        List<Uni<Boolean>> all =
                Stream.generate(() -> flags().setIfAbsent(key, TTL)).limit(1000).toList();

        assertThat(await(Uni.join().all(all).andFailFast())).containsOnlyOnce(true);
        assertThat(remainingTtl()).isBetween(TTL.minusSeconds(30), TTL);
    }

    @Test
    void everyCallFailsInTimeWhileRedisHangs() {
        Uni<?> all = Uni.combine()
                .all()
                .unis(flags().set(key, TTL), flags().setIfAbsent(key, TTL), flags().isSet(key))
                .collectFailures()
                .asTuple();

        redis.whileHanging(() -> assertThatThrownBy(() -> all.await().atMost(HANG_TIMEOUT))
                .isInstanceOfSatisfying(
                        CompositeException.class,
                        failures -> assertThat(failures.getCauses())
                                .hasSize(3)
                                .hasOnlyElementsOfType(StoreUnavailableException.class)));
    }

    private static RedisFlags flags() {
        return new RedisFlags(redis.calls());
    }

    private Duration remainingTtl() {
        return Duration.ofMillis(redis.send(Request.cmd(Command.PTTL).arg(key)).toLong());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
