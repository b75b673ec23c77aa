package io.doorway.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Redis Cluster of three masters and one replica of each, as child processes with temporary data. If a master fails, its replica is
 * promoted.
 */
public final class RedisCluster implements AutoCloseable {

    /** The number of masters at first. */
    public static final int MASTERS = 3;

    private static final int SLOTS = 16_384;

    /** A node uses a second port, of which Redis determines the distance. */
    private static final int BUS_PORT_DISTANCE = 10_000;

    private static final int MAX_PORT = 65_535 - BUS_PORT_DISTANCE;

    /** After this time without an answer, a master has failed. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);

    /** For the nodes to agree about a change. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(50);

    private final List<RedisServer> nodes =
            Stream.generate(RedisCluster::node).limit(2 * MASTERS).toList();

    private static RedisServer node() {
        List<String> options =
                List.of("--cluster-enabled", "yes", "--cluster-node-timeout", Long.toString(NODE_TIMEOUT.toMillis()));
        return new RedisServer(freePort(), options);
    }

    private static int freePort() {
        return IntStream.generate(Ports::free)
                .filter(port -> port <= MAX_PORT && Ports.isFree(port + BUS_PORT_DISTANCE))
                .findFirst()
                .orElseThrow();
    }

    /** Starts the nodes and joins them; returns when every slot has a master and every master a replica. */
    public void start() {
        InParallel.forEach(nodes, Server::start);
        RedisServer first = nodes.getFirst();
        nodes.forEach(node -> await(
                "meeting",
                () -> first.send("CLUSTER MEET %s %d".formatted(Ports.LOOPBACK, node.port()))
                        .equals("OK")));
        for (int master = 0; master < MASTERS; master++) {
            int number = master;
            await(
                    "slots",
                    () -> nodes.get(number)
                            .send("CLUSTER ADDSLOTS " + slots(number))
                            .equals("OK"));
        }
        awaitComplete();
        for (int master = 0; master < MASTERS; master++) {
            RedisServer replica = nodes.get(MASTERS + master);
            RedisServer followed = nodes.get(master);
            await(
                    "replica",
                    () -> replica.send("CLUSTER REPLICATE " + followed.send("CLUSTER MYID"))
                            .equals("OK"));
            await("replication", () -> replica.send("INFO replication").contains("master_link_status:up"));
        }
    }

    private static String slots(int master) {
        return IntStream.range(SLOTS * master / MASTERS, SLOTS * (master + 1) / MASTERS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    /** Restarts all nodes; returns when the cluster accepts commands again. */
    public void restart() {
        InParallel.forEach(nodes, Server::restart);
        awaitComplete();
    }

    /** Every node forgets its scripts, as a node that has just joined does not know them. */
    public void forgetScripts() {
        nodes.forEach(
                node -> await("forgetting", () -> node.send("SCRIPT FLUSH").equals("OK")));
    }

    /** One of the masters. */
    public RedisServer firstMaster() {
        return nodes.getFirst();
    }

    /** Returns when the replica of the first master is promoted, and all nodes know it. */
    public void awaitPromotion() {
        await("promotion", () -> nodes.get(MASTERS).send("INFO replication").contains("role:master"));
        awaitComplete();
    }

    /** Returns when all nodes that run know a master for every slot. */
    public void awaitComplete() {
        nodes.stream()
                .filter(Server::running)
                .forEach(node -> await("cluster", () -> {
                    String info = node.send("CLUSTER INFO");
                    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + nodes.size());
                }));
    }

    /** The addresses of all nodes, {@code redis://host:port}. */
    public List<String> urls() {
        return nodes.stream().map(RedisServer::url).toList();
    }

    /** Repeats the step until it returns true; an {@link IOException} means that it has to be repeated. */
    static void await(String step, Callable<Boolean> done) {
        if (!Polling.until(() -> isDone(done), TIMEOUT, POLL)) {
            throw new IllegalStateException("not done within %s: %s".formatted(TIMEOUT, step));
        }
    }

    private static boolean isDone(Callable<Boolean> step) {
        try {
            return step.call();
        } catch (IOException notYet) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the nodes, whose data is temporary: a master that has been promoted can take a minute to end by itself. */
    @Override
    public void close() {
        nodes.forEach(Server::kill);
        nodes.forEach(Server::close);
    }
}
