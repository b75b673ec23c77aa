package io.doorway.store.redis;

import static io.doorway.store.redis.RedisScript.millis;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.List;

/**
 * Flags with a time to live, each under its own key.
 *
 * <p>A call that is not answered fails with {@link io.doorway.store.StoreUnavailableException}: then it is not known whether the flag is
 * set, and the caller must refuse.
 */
public final class RedisFlags {

    private static final String VALUE = "1";
    private static final RedisScript SET_IF_ABSENT = RedisScript.condition(RedisFlags.class, "set-if-absent.lua");

    private static final RedisScript IS_NOT_SET = RedisScript.condition(RedisFlags.class, "is-not-set.lua");

    private final RedisCalls redis;

    public RedisFlags(RedisCalls redis) {
        this.redis = redis;
    }

    /** Sets the flag for {@code ttl} from now, even if it is set already. */
    public Uni<Void> set(String key, Duration ttl) {
        return redis.send(
                        Request.cmd(Command.PSETEX).arg(key).arg(ttl.toMillis()).arg(VALUE))
                .replaceWithVoid();
    }

    /**
     * Sets the flag if it is not set; a condition, which holds if it was not. Returns whether this call set it; of any number of concurrent
     * calls, exactly one does.
     */
    public Uni<Boolean> setIfAbsent(String key, Duration ttl) {
        return SET_IF_ABSENT.run(redis, List.of(key), List.of(millis(ttl))).map(set -> set.toInteger() == 0);
    }

    /** Whether the flag is not set; a condition, which holds if it is not. */
    public Uni<Boolean> isNotSet(String key) {
        return IS_NOT_SET.run(redis, List.of(key), List.of()).map(set -> set.toInteger() == 0);
    }

    /** Whether the flag is set. */
    public Uni<Boolean> isSet(String key) {
        return redis.send(Request.cmd(Command.EXISTS).arg(key)).map(count -> count.toInteger() != 0);
    }
}
