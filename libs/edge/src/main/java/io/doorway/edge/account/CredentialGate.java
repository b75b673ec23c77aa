package io.doorway.edge.account;

import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Says to services that do not own devices whether one was revoked just now.
 *
 * <p>approval-service checks its own database at every step, so nothing is approved by a revoked device. What it approved just
 * before is stopped here, as {@link AccountGate} does for accounts: the gate stays closed for longer than any challenge or code
 * lives. It never opens, for a revoked device stays so.
 */
@ApplicationScoped
public class CredentialGate {

    private static final Duration CLOSED = Duration.ofHours(1);

    private final RedisFlags flags;

    CredentialGate(RedisFlags flags) {
        this.flags = flags;
    }

    /** Whether a login that the credential approved may no longer go on. */
    public Uni<Boolean> closed(String credential) {
        return flags.isUp(key(credential));
    }

    /** Stops every login on its way that the credential has approved. */
    public Uni<Void> close(String credential) {
        return flags.raise(key(credential), CLOSED);
    }

    private static String key(String credential) {
        return "credential-gate:" + credential;
    }
}
