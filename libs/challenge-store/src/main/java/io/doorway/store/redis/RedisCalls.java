package io.doorway.store.redis;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;

/** Redis with a time limit: whatever it does not answer in time, or answers with an error, has failed. */
public final class RedisCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Redis redis;

    public RedisCalls(Redis redis) {
        this.redis = redis;
    }

    /** Fails with {@link StoreUnavailableException}, Redis's own error as its cause. */
    public Uni<Response> send(Request request) {
        return guarded(redis.send(request));
    }

    /** Several requests in one round trip; one that fails fails them all. */
    public Uni<List<Response>> batch(List<Request> requests) {
        return guarded(redis.batch(requests));
    }

    private static <T> Uni<T> guarded(Uni<T> call) {
        return call.ifNoItem()
                .after(TIMEOUT)
                .failWith(() -> new StoreUnavailableException("no answer in " + TIMEOUT))
                .onFailure()
                .transform(cause -> new StoreUnavailableException("Redis: " + cause.getMessage(), cause));
    }
}
