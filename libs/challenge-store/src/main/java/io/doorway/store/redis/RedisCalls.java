package io.doorway.store.redis;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Calls of Redis with a timeout. A call fails if Redis responds with an error or does not respond in time. */
public final class RedisCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Redis redis;

    public RedisCalls(Redis redis) {
        this.redis = redis;
    }

    /** Fails with {@link StoreUnavailableException}, whose cause is the error of Redis. */
    public Uni<Response> send(Request request) {
        return withTimeout(redis.send(request));
    }

    /** Sends several requests in one round trip. If one fails, the call fails. On a cluster, all their keys must be in one hash slot. */
    public Uni<List<Response>> batch(List<Request> requests) {
        return withTimeout(redis.batch(requests));
    }

    private static <T> Uni<T> withTimeout(Uni<T> call) {
        return call.ifNoItem()
                .after(TIMEOUT)
                .failWith(() -> new StoreUnavailableException("no response in " + TIMEOUT))
                .onFailure()
                .transform(cause -> new StoreUnavailableException("Redis: " + cause.getMessage(), cause));
    }

    /** The response to {@code TIME}: seconds since 1970, and microseconds. */
    static Instant time(Response response) {
        return Instant.ofEpochSecond(response.get(0).toLong(), response.get(1).toLong() * 1000);
    }

    /** The time in the unit of the scripts: microseconds since 1970. */
    static long toMicros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
