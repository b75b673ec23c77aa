package io.doorway.edge.proof;

import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a request was made by a page that holds a key it cannot export (RFC 9449's proof), each proof once.
 *
 * <p>Which key it is, is for the caller to compare with the challenge.
 */
@ApplicationScoped
public class BrowserProofs {

    /** Longer than any ticket or challenge lives, so that a forgotten proof opens nothing. */
    private static final Duration REMEMBERED = Duration.ofMinutes(30);

    private final RedisFlags flags;

    BrowserProofs(RedisFlags flags) {
        this.flags = flags;
    }

    /**
     * @param proof the {@code DPoP} header as sent, or null
     * @param method the HTTP method of the request
     * @param htu the public address of the request, without query
     * @return the key that made the proof; fails with {@link ProofRefused} for anything less
     */
    public Uni<BrowserKey> verify(@Nullable String proof, String method, URI htu) {
        return Uni.createFrom()
                .item(() -> DpopProof.verify(proof, method, htu))
                .call(this::useOnce)
                .map(valid -> new BrowserKey(valid.thumbprint()));
    }

    private Uni<Void> useOnce(DpopProof proof) {
        String key = "proof:" + proof.thumbprint() + ":" + proof.jti();
        return flags.raiseIfDown(key, REMEMBERED)
                .invoke(first -> {
                    if (!first) {
                        throw new ProofRefused(RefusalReason.REPLAYED);
                    }
                })
                .replaceWithVoid();
    }
}
