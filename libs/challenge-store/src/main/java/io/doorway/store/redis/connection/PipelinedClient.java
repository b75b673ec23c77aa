package io.doorway.store.redis.connection;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of Redis with one pipelined connection to each server for each event loop. There is no pool: a call is written on the connection of
 * its own event loop at once. Thread-safe.
 *
 * <p>A call fails if there is no connection, if it is lost, or if the server does not answer within two seconds. Attempts to connect are
 * limited ({@link ConnectionAttempts}).
 */
public final class PipelinedClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final VertxInternal vertx;
    private final RedisOptions connectionOptions;
    private final Topology topology;
    private final ConnectionAttempts attempts = new ConnectionAttempts();
    private final Refresh refresh = new Refresh();
    private final Map<EventLoop, EventLoopClient> loops = new ConcurrentHashMap<>();

    /** @param options of which type, addresses, master name, user, password, TLS and TCP settings apply, and the number of waiting calls */
    public PipelinedClient(Vertx vertx, RedisOptions options) {
        this.vertx = (VertxInternal) vertx;
        this.topology = topology(options);
        this.connectionOptions = connectionOptions(options);
    }

    private static Topology topology(RedisOptions options) {
        List<Node> nodes = options.getEndpoints().stream().map(Node::new).toList();
        return switch (options.getType()) {
            case STANDALONE -> new SingleServer(nodes.getFirst());
            case SENTINEL -> new SentinelMaster(nodes, Objects.requireNonNull(options.getMasterName(), "master name"));
            case CLUSTER -> new ClusterSlots(nodes);
            case REPLICATION ->
                throw new IllegalArgumentException(
                        "quarkus.redis.client-type: replication (expected: standalone, sentinel or cluster)");
        };
    }

    private static RedisOptions connectionOptions(RedisOptions options) {
        RedisOptions copy = new RedisOptions(options)
                .setType(RedisClientType.STANDALONE)
                .setMaxPoolSize(1)
                .setPoolCleanerInterval(-1)
                .setPoolRecycleTimeout(-1);
        NetClientOptions net = copy.getNetClientOptions();
        net.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setTcpKeepAlive(true)
                .setReconnectAttempts(0);
        return copy;
    }

    /** The answer, completed in the context of the caller. */
    public Future<Response> send(Request request) {
        ContextInternal caller = vertx.getOrCreateContext();
        Promise<Response> answer = caller.promise();
        on(caller, loop -> loop.send(request, answer));
        return answer.future();
    }

    /**
     * The answers to several requests, which are sent without waiting for each other. If one fails, the call fails. On a cluster the requests
     * may be for several servers.
     */
    public Future<List<@Nullable Response>> batch(List<Request> requests) {
        if (requests.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        ContextInternal caller = vertx.getOrCreateContext();
        Promise<List<@Nullable Response>> answer = caller.promise();
        on(caller, loop -> loop.batch(requests, answer));
        return answer.future();
    }

    /** How many connections ended since the start: to a server that restarted, hung or was replaced. */
    public long lostConnections() {
        return attempts.lostConnections();
    }

    private void on(ContextInternal caller, Consumer<EventLoopClient> use) {
        EventLoop loop = caller.nettyEventLoop();
        EventLoopClient client = loops.computeIfAbsent(loop, this::client);
        if (loop.inEventLoop()) {
            use.accept(client);
        } else {
            loop.execute(() -> client.context().dispatch(() -> use.accept(client)));
        }
    }

    private EventLoopClient client(EventLoop loop) {
        ContextInternal context =
                vertx.createEventLoopContext(loop, null, Thread.currentThread().getContextClassLoader());
        return new EventLoopClient(context, connectionOptions, topology, attempts, refresh);
    }

    /** Closes the connections; calls that were not answered fail. */
    @Override
    public void close() {
        loops.values().forEach(loop -> loop.context().runOnContext(close -> loop.close()));
    }
}
