package io.doorway.edge.session;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.redis.StalledRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionGateTest {

    @Test
    void aRedisThatAnswersNobodySaysOfNoSessionThatItGoesOn() {
        try (StalledRedis redis = new StalledRedis()) {
            SessionGate gate = new SessionGate(new RedisFlags(new RedisCalls(redis.client())));

            assertThat(failuresOf(gate.ended("session"), gate.end("session", Duration.ofHours(1))))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
