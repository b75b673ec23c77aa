package io.doorway.edge.account;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

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

    private final RedisAPI redis;

    AccountGate(RedisAPI redis) {
        this.redis = redis;
    }

    /** Whether what the account approved may no longer be used. */
    public Uni<Boolean> closed(String account) {
        return redis.exists(List.of(key(account)))
                .map(reply -> reply.toInteger() != 0)
                .onFailure()
                .transform(AccountGate::unavailable);
    }

    /** Stops everything that the account has approved. */
    public Uni<Void> close(String account) {
        return redis.psetex(key(account), Long.toString(CLOSED.toMillis()), "1")
                .replaceWithVoid()
                .onFailure()
                .transform(AccountGate::unavailable);
    }

    /** Lets the account log in again. */
    public Uni<Void> open(String account) {
        return redis.del(List.of(key(account))).replaceWithVoid().onFailure().transform(AccountGate::unavailable);
    }

    private static String key(String account) {
        return "gate:" + account;
    }

    private static StoreUnavailableException unavailable(Throwable e) {
        return new StoreUnavailableException("the account gate does not answer", e);
    }
}
