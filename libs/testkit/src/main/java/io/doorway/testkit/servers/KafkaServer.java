package io.doorway.testkit.servers;

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
 * One Kafka node, broker and controller at once (KRaft), with Doorway's topics and no others: a topic that nobody
 * declared is a mistake, so none is created by writing to it.
 */
public final class KafkaServer extends Server {

    /** Of each of Doorway's topics; enough to see that order holds per key and not per topic. */
    public static final int PARTITIONS = 6;

    private static final List<NewTopic> TOPICS = List.of(
            topic(Topics.TRANSITIONS),
            topic(Topics.REFUSALS),
            topic(Topics.DEVICES)
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
            topic(Topics.SESSIONS),
            topic(Topics.AUDIT),
            topic(Topics.DEAD_LETTERS));

    private static final String IMAGE = "apache/kafka:4.1.1";
    private static final int PROBE_MS = 5_000;

    /** A server that runs as this JVM's tests are asked to run theirs, with data that is removed at the end. */
    public KafkaServer() {
        this(Ports.free(), DataDirectory.temporary("kafka"), Servers.inContainers(), KafkaNode.QUICK_TO_START);
    }

    /**
     * A child process that keeps its data in this directory.
     *
     * @param jvmOptions beside the heap's bounds and the collector
     */
    public KafkaServer(Path data, List<String> jvmOptions) {
        this(Ports.free(), DataDirectory.given(data), false, jvmOptions);
    }

    private KafkaServer(int port, DataDirectory data, boolean inContainer, List<String> jvmOptions) {
        super("Kafka", port, inContainer ? container(port) : KafkaNode.process(port, data, jvmOptions), data);
    }

    /** The broker serves every topic: each partition has a leader. Creates those that do not exist yet. */
    @Override
    boolean answers() throws ExecutionException, InterruptedException, TimeoutException {
        if (!Ports.open(port())) {
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
                    .allMatch(KafkaServer::led);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MS));
    }

    private static boolean led(TopicDescription topic) {
        return topic.partitions().size() == PARTITIONS
                && topic.partitions().stream()
                        .allMatch(partition -> !partition.isr().isEmpty()
                                && partition.leader() != null
                                && !partition.leader().isEmpty());
    }

    private static Engine container(int port) {
        return new Container(
                IMAGE, Map.of(port, KafkaSettings.IMAGE_PORT), KafkaSettings.forContainer(port), List.of());
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
    }
}
