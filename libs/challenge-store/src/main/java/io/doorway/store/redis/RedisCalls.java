package io.doorway.store.redis;

import io.doorway.store.Afterwards;
import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Calls of Redis with a timeout. A call fails if Redis responds with an error or does not respond in time. Each is one round trip. */
public final class RedisCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Short beside the time in which a person does the next step, and long beside the time between two calls of a busy service. */
    private static final Duration MAX_DELAY = Duration.ofMillis(10);

    private final Redis redis;
    private final Topology topology;
    private final Runnable onRoundTrip;
    private final Queue<List<Request>> along = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushPlanned = new AtomicBoolean();

    /** Where keys are. */
    public enum Topology {
        /** On one server, or on one at a time of several. */
        SINGLE,
        /** On several servers by their hash slot: keys of different slots are never in one call. */
        CLUSTER
    }

    public RedisCalls(Redis redis) {
        this(redis, Topology.SINGLE, () -> {});
    }

    /** @param onRoundTrip is run before each round trip, on the caller's thread */
    public RedisCalls(Redis redis, Topology topology, Runnable onRoundTrip) {
        this.redis = redis;
        this.topology = topology;
        this.onRoundTrip = onRoundTrip;
    }

    Topology topology() {
        return topology;
    }

    /** Fails with {@link StoreUnavailableException}, whose cause is the error of Redis. */
    public Uni<Response> send(Request request) {
        return withTimeout(roundTrip(() -> {
            List<Request> all = new ArrayList<>(List.of(request));
            if (topology == Topology.SINGLE) {
                takeAlong().forEach(all::addAll);
            }
            return all.size() == 1 ? redis.send(request) : redis.batch(all).map(List::getFirst);
        }));
    }

    /** Sends several requests in one round trip. If one fails, the call fails. On a cluster, all their keys must be in one hash slot. */
    public Uni<List<Response>> batch(List<Request> requests) {
        return withTimeout(roundTrip(() -> redis.batch(requests)));
    }

    /**
     * Sends requests whose responses nobody waits for. They go with the next call, or after {@link #MAX_DELAY}. They are lost if that call
     * fails or the service stops: whoever sends them has something that repeats them.
     *
     * @param requests plain commands; on a cluster, all their keys must be in one hash slot
     */
    public void sendAlong(List<Request> requests) {
        along.add(requests);
        if (flushPlanned.compareAndSet(false, true)) {
            Afterwards.run("requests to Redis that nobody waits for", MAX_DELAY, this::flush);
        }
    }

    private Uni<?> flush() {
        flushPlanned.set(false);
        List<List<Request>> taken = takeAlong();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return topology == Topology.SINGLE
                ? batch(taken.stream().flatMap(List::stream).toList())
                : Uni.join().all(taken.stream().map(this::batch).toList()).andCollectFailures();
    }

    private List<List<Request>> takeAlong() {
        List<List<Request>> taken = new ArrayList<>();
        for (List<Request> requests = along.poll(); requests != null; requests = along.poll()) {
            taken.add(requests);
        }
        return taken;
    }

    private <T> Uni<T> roundTrip(Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            onRoundTrip.run();
            return call.get();
        });
    }

    private static <T> Uni<T> withTimeout(Uni<T> call) {
        return call.ifNoItem()
                .after(TIMEOUT)
                .failWith(() -> new StoreUnavailableException("no response in " + TIMEOUT))
                .onFailure()
                .transform(cause -> new StoreUnavailableException("Redis: " + cause.getMessage(), cause));
    }

    /** The response to {@code TIME}: seconds since 1970, and microseconds. */
    static Instant time(Response response) {
        return Instant.ofEpochSecond(response.get(0).toLong(), response.get(1).toLong() * 1000);
    }

    /** The time in the unit of the scripts: microseconds since 1970. */
    static long toMicros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
