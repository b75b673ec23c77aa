package io.doorway.approval.message;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.credential.Credential;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.testkit.redis.StalledRedis;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoncesTest {

    @Test
    void anUnresponsiveRedisIsAFailure() throws Exception {
        Credential credential = new Credential(
                new CredentialId("phone"),
                new AccountId("ada"),
                PhoneMessages.newKey().toECPublicKey(),
                true,
                true,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                Map.of());
        try (StalledRedis redis = new StalledRedis()) {
            Nonces nonces = new Nonces(redis.calls(), new Random());

            assertThat(failuresOf(nonces.issue(credential, "list"), nonces.redeem("nonce", credential, "list")))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
