package io.doorway.edge.session;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Says whether a session was ended by its person. From that moment on no code of it is redeemed and no token of it is honoured.
 *
 * <p>The codes and tokens themselves lie in the same Redis: a store that was lost takes them with it, so the gate fails closed.
 */
@ApplicationScoped
public class SessionGate {

    private final RedisAPI redis;

    SessionGate(RedisAPI redis) {
        this.redis = redis;
    }

    /** Whether nothing that belongs to the session may be used any more. */
    public Uni<Boolean> ended(String sessionId) {
        return redis.exists(List.of(key(sessionId)))
                .map(reply -> reply.toInteger() != 0)
                .onFailure()
                .transform(SessionGate::unavailable);
    }

    /**
     * Ends the session. Repeating it is no error.
     *
     * @param kept for how long it is remembered: longer than anything that belongs to the session lives
     */
    public Uni<Void> end(String sessionId, Duration kept) {
        return redis.psetex(key(sessionId), Long.toString(kept.toMillis()), "1")
                .replaceWithVoid()
                .onFailure()
                .transform(SessionGate::unavailable);
    }

    private static String key(String sessionId) {
        return "session-ended:" + sessionId;
    }

    private static StoreUnavailableException unavailable(Throwable e) {
        return new StoreUnavailableException("the session gate does not answer", e);
    }
}
