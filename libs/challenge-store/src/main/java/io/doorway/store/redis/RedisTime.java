package io.doorway.store.redis;

import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Redis's clock: microseconds since 1970. */
final class RedisTime {

    private RedisTime() {}

    /** From the answer of TIME: seconds, and the microseconds in this one. */
    static Instant of(Response answer) {
        return Instant.ofEpochSecond(answer.get(0).toLong(), answer.get(1).toLong() * 1000);
    }

    static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
