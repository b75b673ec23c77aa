package io.doorway.servers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The settings of the Kafka node, as properties or as the environment of a container. */
final class KafkaSettings {

    static final int IMAGE_PORT = 9092;
    static final String CONTROLLER = "CONTROLLER";
    private static final String MIN_IN_SYNC = "2";

    /**
     * One replica per topic, consumer groups that form without delay, and small buffers. A killed broker is declared dead early, because
     * the controller does not register it again before. Nothing is deleted by its age: a record has the time of its event, and the events of
     * tests are of a fixed day.
     */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "3"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "3"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "3"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "400"),
            Map.entry("controller.quorum.election.timeout.ms", "500"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            Map.entry("log.retention.ms", "-1"));

    private KafkaSettings() {}

    static Map<String, String> forProcess(int port, int controllerPort, Path logs) {
        Map<String, String> settings = new HashMap<>(COMMON);
        settings.put("log.dirs", logs.toString());
        settings.put(
                "listeners",
                "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(Ports.LOOPBACK, port, controllerPort));
        settings.put("controller.quorum.voters", "1@%s:%d".formatted(Ports.LOOPBACK, controllerPort));
        return settings;
    }

    /**
     * One of several nodes, each broker and controller, on which every topic has a replica. A write needs two replicas that are in sync.
     *
     * @param node the number of the node, from 1
     * @param controllerPorts of all nodes, in the order of their numbers
     */
    static Map<String, String> forCluster(int node, int port, List<Integer> controllerPorts, Path logs) {
        Map<String, String> settings = new HashMap<>(forProcess(port, controllerPorts.get(node - 1), logs));
        String replicas = Integer.toString(controllerPorts.size());
        settings.put("node.id", Integer.toString(node));
        settings.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, controllerPorts.size())
                        .mapToObj(voter -> "%d@%s:%d".formatted(voter, Ports.LOOPBACK, controllerPorts.get(voter - 1)))
                        .collect(Collectors.joining(",")));
        settings.put("default.replication.factor", replicas);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("min.insync.replicas", MIN_IN_SYNC);
        settings.put("transaction.state.log.min.isr", MIN_IN_SYNC);
        settings.put("share.coordinator.state.topic.min.isr", MIN_IN_SYNC);
        return settings;
    }

    /** The image reads each setting from a variable, such as {@code log.dirs} from {@code KAFKA_LOG_DIRS}. */
    static Map<String, String> forContainer(int port) {
        Map<String, String> settings = new HashMap<>(COMMON);
        settings.put("listeners", "PLAINTEXT://0.0.0.0:%d,CONTROLLER://127.0.0.1:9093".formatted(IMAGE_PORT));
        settings.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(Ports.LOOPBACK, port));
        settings.put("controller.quorum.voters", "1@127.0.0.1:9093");
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_" + setting.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }
}
