package io.doorway.servers;

import io.doorway.protocol.event.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One Kafka node, broker and controller (KRaft), with Doorway's topics. Writing to another topic does not create it, so that a wrong topic
 * name is an error.
 */
public final class KafkaServer extends Server {

    /** The partitions of each topic: several, because order holds per key and not per topic. */
    public static final int PARTITIONS = 6;

    private static final List<NewTopic> TOPICS = List.of(
            topic(Topics.TRANSITIONS),
            topic(Topics.REFUSALS),
            topic(Topics.DEVICES)
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
            topic(Topics.SESSIONS),
            topic(Topics.ADMINISTRATION),
            topic(Topics.AUDIT),
            topic(Topics.DEAD_LETTERS));

    private static final String IMAGE = "apache/kafka:4.1.1";
    private static final int PROBE_MS = 5_000;

    /** A server with temporary data. */
    public KafkaServer(Mode mode) {
        this(Ports.free(), DataDirectory.temporary("kafka"), mode, KafkaProcess.FAST_START_OPTIONS);
    }

    /**
     * A child process that keeps its data in the given directory.
     *
     * @param jvmOptions added to the options for heap and garbage collector
     */
    public KafkaServer(Path data, List<String> jvmOptions) {
        this(Ports.free(), DataDirectory.kept(data), Mode.PROCESS, jvmOptions);
    }

    private KafkaServer(int port, DataDirectory data, Mode mode, List<String> jvmOptions) {
        super("Kafka", port, runtime(port, data, mode, jvmOptions), data);
    }

    /** Whether every partition of every topic has a leader. Creates topics that do not exist. */
    @Override
    boolean isReady() throws ExecutionException, InterruptedException, TimeoutException {
        if (!Ports.isOpen(port())) {
            return false;
        }
        try (Admin admin = admin()) {
            var present = admin.listTopics().names().get(PROBE_MS, TimeUnit.MILLISECONDS);
            var missing = TOPICS.stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(PROBE_MS, TimeUnit.MILLISECONDS);
            var names = TOPICS.stream().map(NewTopic::name).toList();
            return admin.describeTopics(names).allTopicNames().get(PROBE_MS, TimeUnit.MILLISECONDS).values().stream()
                    .allMatch(KafkaServer::hasLeader);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MS));
    }

    private static boolean hasLeader(TopicDescription topic) {
        return topic.partitions().size() == PARTITIONS
                && topic.partitions().stream()
                        .allMatch(partition -> !partition.isr().isEmpty()
                                && partition.leader() != null
                                && !partition.leader().isEmpty());
    }

    private static ServerRuntime runtime(int port, DataDirectory data, Mode mode, List<String> jvmOptions) {
        return switch (mode) {
            case PROCESS -> KafkaProcess.process(port, data, jvmOptions);
            case CONTAINER ->
                new Container(
                        IMAGE, Map.of(port, KafkaSettings.IMAGE_PORT), KafkaSettings.forContainer(port), List.of());
        };
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
    }
}
