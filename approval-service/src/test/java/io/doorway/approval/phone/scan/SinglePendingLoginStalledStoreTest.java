package io.doorway.approval.phone.scan;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Conditions;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.Transitions;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.login.SampleLogin;
import io.doorway.testkit.redis.StalledRedis;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SinglePendingLoginStalledStoreTest {

    @Test
    void anUnresponsiveRedisIsAFailure() {
        AccountId account = new AccountId("ada");
        ChallengeId id = ChallengeId.random(new Random());
        try (StalledRedis redis = new StalledRedis()) {
            RedisCalls calls = redis.calls();
            ChallengeStore store = new RedisChallengeStore(calls, SampleEventKeys.signer());
            Transitions transitions = new Transitions(
                    store, new RedisOutbox(calls), entries -> Uni.createFrom().voidItem());
            SinglePendingLogin pending = new SinglePendingLogin(calls, store, transitions);

            assertThat(failuresOf(
                            pending.register(account, id),
                            pending.registerUnscanned(account, id, SampleLogin.request()),
                            pending.registered(account, Conditions.Mode.ALONE),
                            pending.cancelReplaced(account, id, List.of(id, ChallengeId.random(new Random()))),
                            pending.cancelAllOf(account, new CredentialId("phone"))))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
