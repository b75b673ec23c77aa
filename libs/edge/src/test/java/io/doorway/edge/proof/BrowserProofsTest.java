package io.doorway.edge.proof;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.browser.DpopProofs;
import io.doorway.testkit.browser.PageKey;
import io.doorway.testkit.redis.StalledRedis;
import java.net.URI;
import org.junit.jupiter.api.Test;

class BrowserProofsTest {

    private static final URI ADDRESS = URI.create("https://id.example.org/challenges");

    @Test
    void aProofThatCannotBeRememberedProvesNothing() {
        try (StalledRedis redis = new StalledRedis()) {
            BrowserProofs proofs = new BrowserProofs(new RedisFlags(new RedisCalls(redis.client())));
            String proof = DpopProofs.sign(PageKey.generate(), "POST", ADDRESS);

            assertThat(failuresOf(proofs.verify(proof, "POST", ADDRESS)))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }
}
