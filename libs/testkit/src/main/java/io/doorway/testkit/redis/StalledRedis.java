package io.doorway.testkit.redis;

import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Redis that has stopped answering while its connections stay open, as when its machine hangs or the network drops packets. Only
 * the client's own timeout ends a call.
 */
public final class StalledRedis implements AutoCloseable {

    /** Twice the time that a service waits for Redis, for a slow machine. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final RedisServer server = new RedisServer(Server.Mode.fromEnvironment());
    private final Vertx vertx = Vertx.vertx();
    private final RedisCalls calls;

    public StalledRedis() {
        server.start();
        calls = new RedisCalls(vertx, new RedisOptions().setConnectionString(server.url()));
        calls.send(Request.cmd(Command.PING)).await().atMost(CALL_TIMEOUT);
        server.freeze();
    }

    /** Calls on a connection that is open. */
    public RedisCalls calls() {
        return calls;
    }

    /**
     * Makes the calls concurrently and returns their failures.
     *
     * @throws AssertionError if a call is answered
     * @throws io.smallrye.mutiny.TimeoutException if a call does not fail within four seconds
     */
    public static List<Throwable> failuresOf(Uni<?>... calls) {
        List<Uni<Throwable>> failures =
                Stream.of(calls).map(StalledRedis::failureOf).toList();
        return Uni.join().all(failures).andFailFast().await().atMost(CALL_TIMEOUT);
    }

    private static Uni<Throwable> failureOf(Uni<?> call) {
        return call.onItemOrFailure().transform((answer, failure) -> {
            if (failure == null) {
                throw new AssertionError("the stalled Redis answered " + answer);
            }
            return failure;
        });
    }

    @Override
    public void close() {
        calls.close();
        vertx.closeAndAwait();
        server.thaw();
        server.close();
    }
}
