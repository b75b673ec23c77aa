package io.doorway.servers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three Kafka nodes, each broker and controller (KRaft), as child processes with temporary data. Each of Doorway's topics has a replica on
 * every node, and a write is acknowledged when two have it: the loss of one node loses nothing and stops nothing for long, and with one
 * node left nothing can be written.
 */
public final class KafkaCluster implements AutoCloseable {

    /** The number of nodes. */
    public static final int NODES = 3;

    private final List<KafkaServer> nodes;

    /** A cluster that is not started. */
    public KafkaCluster() {
        List<Integer> controllerPorts =
                Stream.generate(Ports::free).limit(NODES).toList();
        nodes = IntStream.rangeClosed(1, NODES)
                .mapToObj(number -> node(number, controllerPorts))
                .toList();
    }

    private static KafkaServer node(int number, List<Integer> controllerPorts) {
        int port = Ports.free();
        DataDirectory data = DataDirectory.temporary("kafka-" + number);
        return new KafkaServer(
                port, data, KafkaSettings.forCluster(number, port, controllerPorts, data.resolve("topics")));
    }

    /** Starts all nodes; returns when every partition of every topic has a leader. */
    public void start() {
        InParallel.forEach(nodes, Server::start);
    }

    /** The nodes. */
    public List<KafkaServer> nodes() {
        return nodes;
    }

    /** The value of {@code kafka.bootstrap.servers}: the addresses of all nodes. */
    public String addresses() {
        return nodes.stream().map(Server::address).collect(Collectors.joining(","));
    }

    /** Kills the nodes, whose data is temporary: a node that stops waits for a controller. */
    @Override
    public void close() {
        for (KafkaServer node : nodes) {
            node.kill();
            node.close();
        }
    }
}
