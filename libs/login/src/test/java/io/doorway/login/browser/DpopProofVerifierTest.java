package io.doorway.login.browser;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.redis.StalledRedis;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DpopProofVerifierTest {

    private static final URI ADDRESS = URI.create("https://id.example.org/challenges");

    @Test
    void aProofThatCannotBeMarkedAsUsedIsRefused() {
        try (StalledRedis redis = new StalledRedis()) {
            DpopProofVerifier proofs = new DpopProofVerifier(new RedisFlags(redis.calls()));
            String proof = BrowserKeyPair.generate().proof("POST", ADDRESS);

            assertThat(failuresOf(proofs.markUsed(proofs.verify(proof, "POST", ADDRESS))))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
