package io.doorway.edge.account;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.redis.StalledRedis;
import org.junit.jupiter.api.Test;

class CredentialGateTest {

    @Test
    void aRedisThatAnswersNobodyLeavesTheGateNeitherOpenNorClosed() {
        try (StalledRedis redis = new StalledRedis()) {
            CredentialGate gate = new CredentialGate(new RedisFlags(new RedisCalls(redis.client())));

            assertThat(failuresOf(gate.closed("phone"), gate.close("phone")))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
