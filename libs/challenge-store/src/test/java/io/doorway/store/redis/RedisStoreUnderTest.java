package io.doorway.store.redis;

import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Outbox;
import io.doorway.store.StoreConformance.StoreUnderTest;
import io.doorway.testkit.event.SampleEventKeys;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The store on a Redis server, with a client. */
public final class RedisStoreUnderTest implements StoreUnderTest, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RedisServer server = new RedisServer(Server.Mode.fromEnvironment());
    private final Vertx vertx = Vertx.vertx();
    private final RedisCalls calls;

    public RedisStoreUnderTest() {
        server.start();
        calls = calls(vertx, server.url());
    }

    public static RedisCalls calls(Vertx vertx, String url) {
        return new RedisCalls(vertx, new RedisOptions().setConnectionString(url));
    }

    public RedisCalls calls() {
        return calls;
    }

    public String url() {
        return server.url();
    }

    public @Nullable Response send(Request request) {
        return calls.send(request).await().atMost(TIMEOUT);
    }

    @Override
    public ChallengeStore store() {
        return new RedisChallengeStore(calls, SampleEventKeys.signer());
    }

    @Override
    public Outbox outbox() {
        return new RedisOutbox(calls);
    }

    @Override
    public void restart() {
        server.restart();
        awaitConnection();
    }

    void whileDown(Runnable action) {
        server.kill();
        try {
            action.run();
        } finally {
            server.start();
            awaitConnection();
        }
    }

    void whileHanging(Runnable action) {
        server.freeze();
        try {
            action.run();
        } finally {
            server.thaw();
            awaitConnection();
        }
    }

    /** Retries until the client has replaced its closed connections. */
    private void awaitConnection() {
        calls.send(Request.cmd(Command.PING))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(20), Duration.ofMillis(100))
                .atMost(50)
                .await()
                .atMost(TIMEOUT);
    }

    @Override
    public void close() {
        calls.close();
        vertx.closeAndAwait();
        server.close();
    }
}
