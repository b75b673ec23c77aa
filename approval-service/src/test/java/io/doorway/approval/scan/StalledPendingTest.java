package io.doorway.approval.scan;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.Transitions;
import io.doorway.store.memory.InMemoryChallengeStore;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.redis.StalledRedis;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StalledPendingTest {

    @Test
    void aRedisThatAnswersNobodyLeavesNoScanTheOnlyOne() {
        InMemoryChallengeStore store = new InMemoryChallengeStore(InstantSource.system());
        Transitions transitions = new Transitions(store, store, new InMemoryEventLog());
        ChallengeId id = ChallengeId.random(new Random());
        try (StalledRedis redis = new StalledRedis()) {
            OnePending pending = new OnePending(new RedisCalls(redis.client()), store, transitions);

            assertThat(failuresOf(
                            pending.announce("ada", id), pending.settle("ada", id), pending.endThoseOf("ada", "phone")))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
