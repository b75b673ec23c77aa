package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Redis master with a replica, and three sentinels that promote the replica if the master fails. Child processes with temporary data.
 */
public final class RedisSentinel implements AutoCloseable {

    /** The name of the master, by which clients ask the sentinels for its address. */
    public static final String MASTER_NAME = "doorway";

    private static final int SENTINELS = 3;
    private static final int QUORUM = 2;

    /** After this time without an answer, the master has failed. */
    private static final Duration DOWN_AFTER = Duration.ofSeconds(1);

    private final RedisServer master = new RedisServer(Ports.free(), List.of());
    private final RedisServer replica =
            new RedisServer(Ports.free(), List.of("--replicaof", Ports.LOOPBACK, Integer.toString(master.port())));
    private final List<Sentinel> sentinels =
            Stream.generate(() -> Sentinel.of(master.port())).limit(SENTINELS).toList();

    /** Starts all; returns when the replica follows the master and the sentinels know both. */
    public void start() {
        master.start();
        replica.start();
        RedisCluster.await("replication", () -> replica.send("INFO replication").contains("master_link_status:up"));
        InParallel.forEach(sentinels, Server::start);
        sentinels.forEach(sentinel -> RedisCluster.await("sentinel", sentinel::knowsAll));
    }

    /** The first master. */
    public RedisServer master() {
        return master;
    }

    /** Returns when the replica has been promoted. */
    public void awaitPromotion() {
        RedisCluster.await("promotion", () -> replica.send("INFO replication").contains("role:master"));
    }

    /** The addresses of the sentinels, {@code redis://host:port}. */
    public List<String> urls() {
        return sentinels.stream()
                .map(sentinel -> "redis://" + sentinel.address())
                .toList();
    }

    @Override
    public void close() {
        InParallel.forEach(sentinels, Server::close);
        replica.close();
        master.close();
    }

    private static final class Sentinel extends Server {

        private Sentinel(int port, ServerRuntime runtime, DataDirectory data) {
            super("Redis Sentinel", port, runtime, data);
        }

        /** A sentinel writes what it learns to its configuration file. */
        private static Sentinel of(int masterPort) {
            int port = Ports.free();
            DataDirectory data = DataDirectory.temporary("redis-sentinel");
            Path configuration = data.resolve("sentinel.conf");
            try {
                Files.writeString(configuration, """
                        port %1$d
                        bind %2$s
                        dir %3$s
                        sentinel monitor %4$s %2$s %5$d %6$d
                        sentinel down-after-milliseconds %4$s %7$d
                        sentinel failover-timeout %4$s 10000
                        """.formatted(
                        port, Ports.LOOPBACK, data.path(), MASTER_NAME, masterPort, QUORUM, DOWN_AFTER.toMillis()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            List<String> command =
                    List.of(RedisServer.executable(data).getPath(), configuration.toString(), "--sentinel");
            return new Sentinel(port, new ChildProcess(command, Map.of(), data.resolve("sentinel.log")), data);
        }

        @Override
        boolean isReady() throws IOException {
            return "PONG".equals(RedisConnection.send(port(), "PING"));
        }

        private boolean knowsAll() throws IOException {
            String info = RedisConnection.send(port(), "INFO sentinel");
            return info.contains("slaves=1,sentinels=" + SENTINELS);
        }
    }
}
