package io.doorway.store.redis;

import io.doorway.store.ChallengeStore;
import io.doorway.store.Outbox;
import io.doorway.store.StoreUnderTest;
import io.doorway.testkit.servers.RedisServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Redis server and a client of it. */
public final class LiveRedis implements StoreUnderTest, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RedisServer server = new RedisServer();
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final RedisCalls calls;

    public LiveRedis() {
        server.start();
        client = client(vertx, server.url());
        calls = new RedisCalls(client);
    }

    public static Redis client(Vertx vertx, String url) {
        return Redis.createClient(
                vertx, new RedisOptions().setConnectionString(url).setMaxPoolWaiting(1000));
    }

    public RedisCalls calls() {
        return calls;
    }

    public String url() {
        return server.url();
    }

    public @Nullable Response send(Request request) {
        return client.send(request).await().atMost(PATIENCE);
    }

    @Override
    public ChallengeStore store() {
        return new RedisChallengeStore(calls);
    }

    @Override
    public Outbox outbox() {
        return new RedisOutbox(calls);
    }

    @Override
    public void waitUntil(Instant at) {
        while (store().now().await().atMost(PATIENCE).isBefore(at)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void restart() {
        server.restart();
        settle();
    }

    void whileAway(Runnable work) {
        server.kill();
        try {
            work.run();
        } finally {
            server.start();
            settle();
        }
    }

    void whileHanging(Runnable work) {
        server.freeze();
        try {
            work.run();
        } finally {
            server.thaw();
            settle();
        }
    }

    /** Calls until the client has noticed that its old connections are gone. */
    private void settle() {
        calls.send(Request.cmd(Command.PING))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(20), Duration.ofMillis(100))
                .atMost(50)
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void close() {
        client.close();
        vertx.closeAndAwait();
        server.close();
    }
}
