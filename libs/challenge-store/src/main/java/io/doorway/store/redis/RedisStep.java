package io.doorway.store.redis;

import io.vertx.mutiny.redis.client.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step of a request on Redis, which is sent alone or in a {@link RedisSequence}.
 *
 * <p>A script that can refuse returns {@code true} as its second value when it does: then no later step of the sequence runs.
 *
 * @param script what is done
 * @param keys its keys, all of one bucket or hash slot
 * @param args its arguments
 * @param reading what the reply means. If the step refuses and the caller is answered with a problem, it throws the problem
 * @param <T> the meaning of the reply
 */
public record RedisStep<T>(
        RedisScript script, List<String> keys, List<String> args, Function<@Nullable Response, T> reading) {

    public RedisStep {
        keys = List.copyOf(keys);
        args = List.copyOf(args);
    }

    /** The same step, whose reply has this meaning. */
    public <R> RedisStep<R> map(Function<T, R> further) {
        return new RedisStep<>(script, keys, args, reading.andThen(further));
    }
}
