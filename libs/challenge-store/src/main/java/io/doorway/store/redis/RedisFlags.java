package io.doorway.store.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;

/**
 * Flags, each under a key of its own: raised for a time, looked at, lowered.
 *
 * <p>Whoever is not answered has learned neither that a flag is up nor that it is down: every call fails with {@link
 * io.doorway.store.StoreUnavailableException}, which is a refusal and never a pass.
 */
public final class RedisFlags {

    private static final String UP = "1";

    private final RedisCalls redis;

    public RedisFlags(RedisCalls redis) {
        this.redis = redis;
    }

    /** Raises the flag for {@code life} from now, whether it was up or not. */
    public Uni<Void> raise(String key, Duration life) {
        return redis.send(Request.cmd(Command.PSETEX)
                        .arg(key)
                        .arg(life.toMillis())
                        .arg(UP))
                .replaceWithVoid();
    }

    /** Raises the flag if it is down, and says whether it was: of any number of callers at once, one is told so. */
    public Uni<Boolean> raiseIfDown(String key, Duration life) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(key)
                        .arg(UP)
                        .arg("NX")
                        .arg("PX")
                        .arg(life.toMillis()))
                .map(reply -> reply != null);
    }

    /** Whether the flag is up. */
    public Uni<Boolean> isUp(String key) {
        return redis.send(Request.cmd(Command.EXISTS).arg(key)).map(found -> found.toInteger() != 0);
    }

    /** Lowers the flag. Repeating it is no error. */
    public Uni<Void> lower(String key) {
        return redis.send(Request.cmd(Command.DEL).arg(key)).replaceWithVoid();
    }
}
