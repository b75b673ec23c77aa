package io.doorway.edge.account;

import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Says to services that do not own accounts whether an account was suspended just now.
 *
 * <p>approval-service checks its own database at every step, so no challenge of a suspended account is approved. What was
 * approved before the suspension is stopped here: the gate stays closed for longer than any challenge, code or access token
 * lives. A store that was lost takes the challenges with it, so the gate fails closed.
 */
@ApplicationScoped
public class AccountGate {

    private static final Duration CLOSED = Duration.ofHours(1);

    private final RedisFlags flags;

    AccountGate(RedisFlags flags) {
        this.flags = flags;
    }

    /** Whether what the account approved may no longer be used. */
    public Uni<Boolean> closed(String account) {
        return flags.isUp(key(account));
    }

    /** Stops everything that the account has approved. */
    public Uni<Void> close(String account) {
        return flags.raise(key(account), CLOSED);
    }

    /** Lets the account log in again. */
    public Uni<Void> open(String account) {
        return flags.lower(key(account));
    }

    private static String key(String account) {
        return "gate:" + account;
    }
}
