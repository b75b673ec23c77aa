package io.doorway.approval.judge;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.redis.StalledRedis;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondDevicesTest {

    @Test
    void aRedisThatAnswersNobodySaysOfNoChallengeThatOnePhoneScannedIt() {
        try (StalledRedis redis = new StalledRedis()) {
            SecondDevices devices = new SecondDevices(new RedisFlags(new RedisCalls(redis.client())));
            ChallengeId id = ChallengeId.random(new Random());

            assertThat(failuresOf(devices.remember(id), devices.scanned(id)))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
