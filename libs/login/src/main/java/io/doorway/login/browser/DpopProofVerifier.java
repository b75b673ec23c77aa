package io.doorway.login.browser;

import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Verifies key proofs (RFC 9449) and accepts each proof once. */
@ApplicationScoped
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
     * @return the RFC 7638 thumbprint of the key that signed the proof; fails with {@link InvalidProofException} if the proof is
     *     not valid or was used before, and with {@code StoreUnavailableException} if Redis does not answer
     */
    Uni<String> verify(@Nullable String proof, String method, URI htu) {
        return Uni.createFrom()
                .item(() -> DpopProof.verify(proof, method, htu))
                .call(this::markUsed)
                .map(DpopProof::thumbprint);
    }

    private Uni<Void> markUsed(DpopProof proof) {
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
