package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisCallsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A restarted Redis knows no script, and the first call of one may have requests of others with it. */
    @Test
    void aScriptThatRedisDoesNotKnowRunsWithRequestsThatGoAlong() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest();
                RedisCalls calls = RedisStoreUnderTest.calls(vertx, redis.url())) {
            String key = "along:" + UUID.randomUUID();
            await(calls.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
            RedisScript script = RedisScript.of(RedisCallsTest.class, "increment.lua");
            CompletableFuture<Integer> result = new CompletableFuture<>();

            Context eventLoop = vertx.getOrCreateContext();
            eventLoop.runOnContext(() -> {
                calls.sendAlong(List.of(Request.cmd(Command.INCR).arg(key)));
                script.run(calls, List.of(key), List.of())
                        .subscribe()
                        .with(reply -> result.complete(reply.toInteger()), result::completeExceptionally);
            });

            assertThat(result.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
        } finally {
            vertx.closeAndAwait();
        }
    }

    private static <T> T await(Uni<T> call) {
        return call.await().atMost(TIMEOUT);
    }
}
