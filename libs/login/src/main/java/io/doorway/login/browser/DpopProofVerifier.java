package io.doorway.login.browser;

import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Verifies key proofs (RFC 9449) and accepts each proof once. */
@Singleton
class DpopProofVerifier {

    /** Longer than a ticket or a challenge is valid; after that time the proof's target does not exist. */
    private static final Duration REPLAY_WINDOW = Duration.ofMinutes(30);

    private final RedisFlags flags;

    DpopProofVerifier(RedisFlags flags) {
        this.flags = flags;
    }

    /**
     * @param proof the {@code DPoP} header as sent, or null
     * @param method the HTTP method of the request
     * @param htu the public address of the request, without query
     * @return the proof, which is not marked as used yet
     * @throws InvalidProofException if the proof is not valid
     */
    DpopProof verify(@Nullable String proof, String method, URI htu) {
        return DpopProof.verify(proof, method, htu);
    }

    /**
     * Marks a verified proof as used. Fails with {@link InvalidProofException} if it was used before, and with {@code
     * StoreUnavailableException} if Redis does not answer.
     */
    Uni<Void> markUsed(DpopProof proof) {
        String key = "dpop-proof:" + proof.thumbprint() + ":" + proof.jti();
        return flags.setIfAbsent(key, REPLAY_WINDOW)
                .invoke(first -> {
                    if (!first) {
                        throw new InvalidProofException(RefusalReason.REPLAYED);
                    }
                })
                .replaceWithVoid();
    }
}
