package io.doorway.store.redis;

import io.doorway.store.Afterwards;
import io.doorway.store.Conditions.NotHeldException;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.connection.PipelinedClient;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.AsyncResultUni;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of Redis: one server, a master with Sentinel, or a cluster. The calls that a request makes before it waits for one of them are one
 * round trip ({@link Flight}); every other call is one. A call fails if there is no connection, if Redis responds with an error, or if it
 * does not respond within two seconds ({@link PipelinedClient}).
 */
public final class RedisCalls implements AutoCloseable {

    /** Short beside the time in which a person does the next step, and long beside the time between two calls of a busy service. */
    private static final Duration MAX_DELAY = Duration.ofMillis(10);

    private final PipelinedClient client;
    private final Topology topology;
    private final Runnable onRoundTrip;
    private final Map<String, Long> known = new ConcurrentHashMap<>();
    private final Queue<List<Request>> along = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushPlanned = new AtomicBoolean();

    /** Where keys are. */
    public enum Topology {
        /** On one server, or on one at a time of several. */
        SINGLE,
        /** On several servers by their hash slot: keys of different slots are never in one script. */
        CLUSTER
    }

    /** Connects when the first call is made. */
    public RedisCalls(Vertx vertx, RedisOptions options) {
        this(vertx, options, () -> {});
    }

    /** @param onRoundTrip is run before each round trip, on the caller's thread */
    public RedisCalls(Vertx vertx, RedisOptions options, Runnable onRoundTrip) {
        this.client = new PipelinedClient(vertx.getDelegate(), options);
        this.topology = options.getType() == RedisClientType.CLUSTER ? Topology.CLUSTER : Topology.SINGLE;
        this.onRoundTrip = onRoundTrip;
    }

    Topology topology() {
        return topology;
    }

    /** Fails with {@link StoreUnavailableException}, whose cause is the error of Redis. */
    public Uni<Response> send(Request request) {
        return send(request, null);
    }

    /** @param script what the request runs, or null if it is no script */
    Uni<Response> send(Request request, @Nullable ScriptCall script) {
        return answered(() -> inFlight(flight -> flight.add(request.getDelegate(), script)))
                .map(Response::newInstance);
    }

    /**
     * Sends several requests in one round trip. If one fails, the call fails. On a cluster they may be for several servers, which are asked at
     * the same time.
     */
    public Uni<List<Response>> batch(List<Request> requests) {
        return answered(() -> inFlight(flight -> Future.all(requests.stream()
                                .map(request -> flight.add(request.getDelegate(), null))
                                .toList()))
                        .map(answers -> answers.<io.vertx.redis.client.Response>list()))
                .map(responses -> responses.stream().map(Response::newInstance).toList());
    }

    /** Adds calls to the flight of the request that makes them; outside of a request, to one of their own. */
    private <T> T inFlight(Function<Flight, T> add) {
        ContextInternal context = ContextInternal.current();
        boolean ofRequest = context != null && context.isDuplicate() && context.inThread();
        Flight flight = ofRequest ? flightOf(context) : begin();
        T answers = add.apply(flight);
        if (!ofRequest) {
            send(flight);
        }
        return answers;
    }

    /** The flight of the request that was not sent yet, or a new one, which is sent when the request has made its next calls. */
    private Flight flightOf(ContextInternal request) {
        if (request.localContextData().get(this) instanceof Flight open) {
            return open;
        }
        Flight flight = begin();
        request.localContextData().put(this, flight);
        request.runOnContext(turn -> {
            request.localContextData().remove(this);
            send(flight);
        });
        return flight;
    }

    private Flight begin() {
        onRoundTrip.run();
        return new Flight();
    }

    /** In one piece if one server has all keys. */
    private void send(Flight flight) {
        List<io.vertx.redis.client.Request> alongWith = takeAlong();
        if (flight.isConditional()) {
            sendConditionally(flight, alongWith);
            return;
        }
        rememberScripts(flight);
        if (topology == Topology.CLUSTER || (flight.size() == 1 && alongWith.isEmpty())) {
            flight.sendEach(client::send);
            var unawaited = client.batch(alongWith);
        } else {
            flight.send(client::batch, alongWith);
        }
    }

    private void sendConditionally(Flight flight, List<io.vertx.redis.client.Request> alongWith) {
        if (!flight.isGuarded()) {
            flight.fail(new IllegalStateException("a conditional call among calls that are no conditions"));
        } else if (topology == Topology.CLUSTER) {
            for (int step = 1; step < flight.steps(); step++) {
                onRoundTrip.run();
            }
            flight.sendInSteps(this::run);
        } else {
            run(flight.composed()).onSuccess(flight::complete).onFailure(flight::fail);
        }
        var unawaited = client.batch(alongWith);
    }

    private void rememberScripts(Flight flight) {
        long lost = lostConnections();
        flight.onRun(script -> ran(script.hash(), lost));
    }

    /** Runs a script; by its text if Redis does not know it. */
    private Future<io.vertx.redis.client.Response> run(ScriptRequest script) {
        return run(script, knows(script.hash()))
                .recover(failure -> isUnknown(failure, script) ? run(script, false) : Future.failedFuture(failure));
    }

    private Future<io.vertx.redis.client.Response> run(ScriptRequest script, boolean known) {
        long lost = lostConnections();
        return client.send(script.request(known).getDelegate()).onSuccess(reply -> ran(script.hash(), lost));
    }

    /** Redis did nothing of a script that it does not know. */
    private boolean isUnknown(Throwable failure, ScriptRequest script) {
        boolean unknown = String.valueOf(failure.getMessage()).startsWith(RedisScript.UNKNOWN_ALONE);
        if (unknown) {
            forget(script.hash());
        }
        return unknown;
    }

    /** How many connections were lost. Until another one is, a server that knows a script still knows it. */
    long lostConnections() {
        return client.lostConnections();
    }

    /** Whether the script was run and no connection was lost since, so that Redis has it by its hash. */
    boolean knows(String hash) {
        return Objects.equals(known.get(hash), lostConnections());
    }

    /** @param lostConnections how many were lost before the script ran */
    void ran(String hash, long lostConnections) {
        known.put(hash, lostConnections);
    }

    /** Redis does not have the script, although no connection was lost. */
    void forget(String hash) {
        known.remove(hash);
    }

    /**
     * Sends requests whose responses nobody waits for. They go with the next call, or after {@link #MAX_DELAY}. They are lost if the
     * connection is lost or the service stops: whoever sends them has something that repeats them.
     */
    public void sendAlong(List<Request> requests) {
        along.add(requests);
        if (flushPlanned.compareAndSet(false, true)) {
            Afterwards.run("requests to Redis that nobody waits for", MAX_DELAY, this::flush);
        }
    }

    private Uni<?> flush() {
        flushPlanned.set(false);
        List<io.vertx.redis.client.Request> taken = takeAlong();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        onRoundTrip.run();
        return answered(() -> client.batch(taken));
    }

    private List<io.vertx.redis.client.Request> takeAlong() {
        List<io.vertx.redis.client.Request> taken = new ArrayList<>();
        for (List<Request> requests = along.poll(); requests != null; requests = along.poll()) {
            requests.forEach(request -> taken.add(request.getDelegate()));
        }
        return taken;
    }

    private static <T extends @Nullable Object> Uni<T> answered(Supplier<Future<T>> call) {
        return AsyncResultUni.<T>toUni(handler -> call.get().onComplete(handler))
                .onFailure()
                .transform(cause -> cause instanceof NotHeldException
                        ? cause
                        : new StoreUnavailableException("Redis: " + cause.getMessage(), cause));
    }

    @Override
    public void close() {
        client.close();
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
