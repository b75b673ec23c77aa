package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
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

            assertThat(result.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(await(calls.send(get(key))).toInteger()).isEqualTo(2);
        } finally {
            vertx.closeAndAwait();
        }
    }

    @Test
    void theCallsThatARequestMakesBeforeItWaitsAreOneRoundTrip() throws Exception {
        Vertx vertx = Vertx.vertx();
        AtomicInteger roundTrips = new AtomicInteger();
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest();
                RedisCalls calls = new RedisCalls(
                        vertx, new RedisOptions().setConnectionString(redis.url()), roundTrips::incrementAndGet)) {
            RedisFlags flags = new RedisFlags(calls);
            RedisScript script = RedisScript.of(RedisCallsTest.class, "increment.lua");

            List<Object> answers = inRequest(
                    vertx,
                    () -> Uni.combine()
                            .all()
                            .unis(
                                    flags.setIfAbsent("flag", TIMEOUT),
                                    flags.setIfAbsent("flag", TIMEOUT),
                                    script.run(calls, List.of("number"), List.of())
                                            .map(Response::toInteger),
                                    calls.batch(List.of(get("absent"), get("number")))
                                            .map(values -> values.get(1).toString()))
                            .with(List::<Object>copyOf));

            assertThat(answers).isEqualTo(List.of(true, false, 1, "1"));
            assertThat(roundTrips).hasValue(1);
        } finally {
            vertx.closeAndAwait();
        }
    }

    @Test
    void aCallThatFollowsAnAnswerIsARoundTripOfItsOwn() throws Exception {
        Vertx vertx = Vertx.vertx();
        AtomicInteger roundTrips = new AtomicInteger();
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest();
                RedisCalls calls = new RedisCalls(
                        vertx, new RedisOptions().setConnectionString(redis.url()), roundTrips::incrementAndGet)) {
            RedisFlags flags = new RedisFlags(calls);

            boolean first =
                    inRequest(vertx, () -> flags.isSet("flag").chain(set -> flags.setIfAbsent("flag", TIMEOUT)));

            assertThat(first).isTrue();
            assertThat(roundTrips).hasValue(2);
        } finally {
            vertx.closeAndAwait();
        }
    }

    /** Nobody knows what of the flight was done, so nothing of it is taken as done. */
    @Test
    void aCallThatFailsFailsTheOthersOfItsRoundTripAndNoOtherRequest() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest();
                RedisCalls calls = RedisStoreUnderTest.calls(vertx, redis.url())) {
            RedisFlags flags = new RedisFlags(calls);
            redis.send(Request.cmd(Command.SADD).arg("set").arg("member"));
            Supplier<Uni<Boolean>> flight = () -> Uni.combine()
                    .all()
                    .unis(flags.setIfAbsent("flag", TIMEOUT), calls.send(get("set")))
                    .with((set, value) -> set);

            CompletableFuture<Boolean> failed = start(vertx, flight);
            CompletableFuture<Boolean> other = start(vertx, () -> flags.setIfAbsent("other", TIMEOUT));

            assertThat(failed)
                    .failsWithin(TIMEOUT)
                    .withThrowableThat()
                    .withCauseInstanceOf(StoreUnavailableException.class);
            assertThat(other).succeedsWithin(TIMEOUT).isEqualTo(true);
        } finally {
            vertx.closeAndAwait();
        }
    }

    @Test
    void afterARestartOfRedisTheFirstRoundTripWithAScriptSucceeds() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisStoreUnderTest redis = new RedisStoreUnderTest();
                RedisCalls calls = RedisStoreUnderTest.calls(vertx, redis.url())) {
            RedisFlags flags = new RedisFlags(calls);
            RedisScript script = RedisScript.of(RedisCallsTest.class, "increment.lua");
            Supplier<Uni<Boolean>> flight = () -> Uni.combine()
                    .all()
                    .unis(
                            flags.setIfAbsent(UUID.randomUUID().toString(), TIMEOUT),
                            script.run(calls, List.of("number"), List.of()))
                    .with((set, number) -> set);
            inRequest(vertx, flight);

            redis.restart();
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> await(calls.send(Request.cmd(Command.PING))) != null);

            assertThat(inRequest(vertx, flight)).isTrue();
        } finally {
            vertx.closeAndAwait();
        }
    }

    /** In a context of its own, as that of a request. */
    private static <T> T inRequest(Vertx vertx, Supplier<Uni<T>> work) throws Exception {
        return start(vertx, work).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    private static <T> CompletableFuture<T> start(Vertx vertx, Supplier<Uni<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        ContextInternal root = (ContextInternal) vertx.getOrCreateContext().getDelegate();
        root.duplicate()
                .runOnContext(turn -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        return result;
    }

    private static Request get(String key) {
        return Request.cmd(Command.GET).arg(key);
    }

    private static <T> T await(Uni<T> call) {
        return call.await().atMost(TIMEOUT);
    }
}
