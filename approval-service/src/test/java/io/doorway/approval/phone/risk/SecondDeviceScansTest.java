package io.doorway.approval.phone.risk;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.redis.StalledRedis;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondDeviceScansTest {

    @Test
    void anUnresponsiveRedisIsAFailure() {
        try (StalledRedis redis = new StalledRedis()) {
            SecondDeviceScans devices = new SecondDeviceScans(new RedisFlags(redis.calls()));
            ChallengeId id = ChallengeId.random(new Random());

            assertThat(failuresOf(devices.record(id), devices.exists(id)))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
