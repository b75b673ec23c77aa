package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On one server, conditions and what follows from them are one script. */
class ConditionsTest extends ConditionsConformance {

    private static final AtomicInteger ROUND_TRIPS = new AtomicInteger();

    private static RedisStoreUnderTest redis;
    private static Vertx clientVertx;
    private static RedisCalls calls;

    @BeforeAll
    static void start() {
        redis = new RedisStoreUnderTest();
        clientVertx = Vertx.vertx();
        calls = new RedisCalls(
                clientVertx, new RedisOptions().setConnectionString(redis.url()), ROUND_TRIPS::incrementAndGet);
    }

    @AfterAll
    static void stop() {
        calls.close();
        clientVertx.closeAndAwait();
        redis.close();
    }

    @Override
    protected StoreUnderTest subject() {
        return redis;
    }

    @Override
    protected RedisCalls calls() {
        return calls;
    }

    @Override
    protected void forgetScripts() {
        redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH"));
    }

    @Test
    void conditionsAndTheCommitThatFollowsFromThemAreOneRoundTrip() throws Exception {
        ROUND_TRIPS.set(0);

        assertThat(inRequest(this::scanWithProof)).isEqualTo("committed");

        assertThat(ROUND_TRIPS).hasValue(1);
    }
}
