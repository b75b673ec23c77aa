package io.doorway.testkit.redis;

import io.doorway.testkit.servers.RedisServer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Redis that answered until now and answers nobody any more, while its connections stay open: what a machine that hangs, or
 * a network that drops what it is given, looks like. Nothing but a time limit of the client's own ends a call.
 */
public final class StalledRedis implements AutoCloseable {

    /** Twice what a service may wait for Redis, for a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final RedisServer server = new RedisServer();
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;

    public StalledRedis() {
        server.start();
        client = Redis.createClient(vertx, server.url());
        client.send(Request.cmd(Command.PING)).await().atMost(PATIENCE);
        server.freeze();
    }

    /** A client that is connected. */
    public Redis client() {
        return client;
    }

    /** What these calls fail with, made all at once. Fails itself if one of them is answered, or waits for longer than it may. */
    public static List<Throwable> failuresOf(Uni<?>... calls) {
        List<Uni<Throwable>> failures =
                Stream.of(calls).map(StalledRedis::failureOf).toList();
        return Uni.join().all(failures).andFailFast().await().atMost(PATIENCE);
    }

    private static Uni<Throwable> failureOf(Uni<?> call) {
        return call.onItemOrFailure().transform((answer, failure) -> {
            if (failure == null) {
                throw new AssertionError("a Redis that answers nobody answered " + answer);
            }
            return failure;
        });
    }

    @Override
    public void close() {
        client.close();
        vertx.closeAndAwait();
        server.thaw();
        server.close();
    }
}
