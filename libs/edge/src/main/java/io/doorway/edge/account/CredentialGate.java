package io.doorway.edge.account;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

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

    private final RedisAPI redis;

    CredentialGate(RedisAPI redis) {
        this.redis = redis;
    }

    /** Whether a login that the credential approved may no longer go on. */
    public Uni<Boolean> closed(String credential) {
        return redis.exists(List.of(key(credential)))
                .map(reply -> reply.toInteger() != 0)
                .onFailure()
                .transform(CredentialGate::unavailable);
    }

    /** Stops every login on its way that the credential has approved. */
    public Uni<Void> close(String credential) {
        return redis.psetex(key(credential), Long.toString(CLOSED.toMillis()), "1")
                .replaceWithVoid()
                .onFailure()
                .transform(CredentialGate::unavailable);
    }

    private static String key(String credential) {
        return "credential-gate:" + credential;
    }

    private static StoreUnavailableException unavailable(Throwable e) {
        return new StoreUnavailableException("the credential gate does not answer", e);
    }
}
