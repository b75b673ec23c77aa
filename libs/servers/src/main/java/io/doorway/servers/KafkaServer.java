package io.doorway.servers;

import io.doorway.protocol.event.Topics;
import java.nio.file.Path;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

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

    private final Map<String, String> client;

    /** A server with temporary data. */
    public KafkaServer(Mode mode) {
        this(Ports.free(), DataDirectory.temporary("kafka"), mode, KafkaProcess.FAST_START_OPTIONS);
    }

    /** A child process with temporary data that accepts only TLS and clients with a certificate and a password. */
    public KafkaServer(ServerTls tls) {
        this(Ports.free(), DataDirectory.temporary("kafka"), tls);
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
        this.client = Map.of();
    }

    private KafkaServer(int port, DataDirectory data, ServerTls tls) {
        super("Kafka", port, process(port, data, KafkaProcess.FAST_START_OPTIONS, tls), data);
        this.client = tls.kafkaClient();
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
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MS);
        return Admin.create(settings);
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
            case PROCESS -> process(port, data, jvmOptions, null);
            case CONTAINER ->
                new Container(
                        IMAGE, Map.of(port, KafkaSettings.IMAGE_PORT), KafkaSettings.forContainer(port), List.of());
        };
    }

    private static ServerRuntime process(
            int port, DataDirectory data, List<String> jvmOptions, @Nullable ServerTls tls) {
        int controllerPort = Ports.free();
        Map<String, String> settings =
                new HashMap<>(KafkaSettings.forProcess(port, controllerPort, data.resolve("topics")));
        if (tls != null) {
            settings.putAll(tls.kafkaNode(port, controllerPort));
        }
        return KafkaProcess.process(settings, data, jvmOptions);
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
    }
}
