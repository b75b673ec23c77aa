package io.doorway.approval.nonce;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.credential.Credential;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.redis.StalledRedis;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoncesTest {

    @Test
    void aRedisThatAnswersNobodyGivesNoNonceAndTakesNone() throws Exception {
        Credential phone = new Credential(
                "phone",
                "ada",
                PhoneMessages.newKey().toECPublicKey(),
                true,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
        try (StalledRedis redis = new StalledRedis()) {
            Nonces nonces = new Nonces(new RedisCalls(redis.client()), new Random());

            assertThat(failuresOf(nonces.issue(phone, "list"), nonces.spend("nonce", phone, "list")))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
