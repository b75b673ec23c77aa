package io.doorway.login.limit;

import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.doorway.web.limit.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts for all instances of all services, by the clock of Redis. */
@Singleton
class RedisRateLimiter implements RateLimiter {

    private static final RedisScript ACQUIRE = RedisScript.condition(RedisRateLimiter.class, "acquire.lua");
    private static final RedisScript CHECK_BACKLOG = RedisScript.condition(RedisRateLimiter.class, "check-backlog.lua");

    private final RedisCalls redis;

    RedisRateLimiter(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public Uni<Optional<Exceeded>> tryAcquire(List<Permit> permits) {
        List<String> args = new ArrayList<>(permits.size() * 3);
        for (Permit permit : permits) {
            args.add(Long.toString(permit.rate().intervalMicros()));
            args.add(Long.toString(permit.rate().periodMicros()));
            args.add(permit.consume() ? "consume" : "peek");
        }
        return ACQUIRE.run(redis, permits.stream().map(Permit::key).toList(), args)
                .map(reply -> exceeded(permits, reply));
    }

    @Override
    public Uni<Boolean> hasBacklog(String key, Duration longerThan) {
        String micros = Long.toString(longerThan.toNanos() / 1000);
        return CHECK_BACKLOG.run(redis, List.of(key), List.of(micros)).map(reply -> reply.toInteger() != 0);
    }

    private static Optional<Exceeded> exceeded(List<Permit> permits, Response reply) {
        int line = reply.get(0).toInteger();
        return line == 0
                ? Optional.empty()
                : Optional.of(new Exceeded(
                        permits.get(line - 1).limit(), micros(reply.get(1).toLong())));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
