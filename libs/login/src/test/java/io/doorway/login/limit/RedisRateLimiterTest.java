package io.doorway.login.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.web.limit.Rate;
import io.doorway.web.limit.RateLimit;
import io.doorway.web.limit.RateLimiter;
import io.doorway.web.limit.RateLimiter.Permit;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rate limiter on a real Redis, by its clock. */
class RedisRateLimiterTest extends RateLimiterConformance {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RedisServer SERVER = new RedisServer(Server.Mode.fromEnvironment());
    private static final Vertx VERTX = Vertx.vertx();
    private static RedisCalls client;

    @BeforeAll
    static void start() {
        SERVER.start();
        client = new RedisCalls(VERTX, new RedisOptions().setConnectionString(SERVER.url()));
    }

    @AfterAll
    static void stop() {
        client.close();
        VERTX.closeAndAwait();
        SERVER.close();
    }

    @Override
    RateLimiter limiter() {
        return new RedisRateLimiter(client);
    }

    @Override
    void pass(Duration time) {
        long until = now() + time.toNanos() / 1000;
        await().pollInterval(Duration.ofMillis(5)).until(() -> now() >= until);
    }

    @Test
    void aKeyWithoutBacklogIsDeleted() {
        String key = "{rate-limit:test}:forgotten";
        Rate rate = Rate.parse("10/PT10M");

        limiter()
                .tryAcquire(List.of(new Permit(RateLimit.SCAN_BY_ACCOUNT, key, rate, true)))
                .await()
                .atMost(TIMEOUT);

        long left = send(Request.cmd(Command.PTTL).arg(key));
        assertThat(left).isBetween(0L, 60_000L);
    }

    @Test
    void withoutAnAnswerOfRedisTheCallFails() {
        RedisServer gone = new RedisServer(Server.Mode.fromEnvironment());
        gone.start();
        RedisCalls lost = new RedisCalls(VERTX, new RedisOptions().setConnectionString(gone.url()));
        RateLimiter limiter = new RedisRateLimiter(lost);
        gone.close();

        Permit permit = new Permit(RateLimit.SCAN_BY_ACCOUNT, "{rate-limit:test}:gone", Rate.parse("10/PT1S"), true);

        assertThatThrownBy(() -> limiter.tryAcquire(List.of(permit)).await().atMost(TIMEOUT))
                .isInstanceOf(StoreUnavailableException.class);
        lost.close();
    }

    private static long now() {
        var time = client.send(Request.cmd(Command.TIME)).await().atMost(TIMEOUT);
        return time.get(0).toLong() * 1_000_000 + time.get(1).toLong();
    }

    private static long send(Request request) {
        return client.send(request).await().atMost(TIMEOUT).toLong();
    }
}
