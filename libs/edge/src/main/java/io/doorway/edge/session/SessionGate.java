package io.doorway.edge.session;

import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Says whether a session was ended by its person. From that moment on no code of it is redeemed and no token of it is honoured.
 *
 * <p>The codes and tokens themselves lie in the same Redis: a store that was lost takes them with it, so the gate fails closed.
 */
@ApplicationScoped
public class SessionGate {

    private final RedisFlags flags;

    SessionGate(RedisFlags flags) {
        this.flags = flags;
    }

    /** Whether nothing that belongs to the session may be used any more. */
    public Uni<Boolean> ended(String sessionId) {
        return flags.isUp(key(sessionId));
    }

    /**
     * Ends the session. Repeating it is no error.
     *
     * @param kept for how long it is remembered: longer than anything that belongs to the session lives
     */
    public Uni<Void> end(String sessionId, Duration kept) {
        return flags.raise(key(sessionId), kept);
    }

    private static String key(String sessionId) {
        return "session-ended:" + sessionId;
    }
}
