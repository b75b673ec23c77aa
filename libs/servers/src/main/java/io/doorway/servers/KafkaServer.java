package io.doorway.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller (KRaft), with Doorway's topics. Writing to another topic does not create it, so that a wrong topic
 * name is an error.
 */
public final class KafkaServer extends Server {

    /** The partitions of each topic. */
    public static final int PARTITIONS = KafkaTopics.PARTITIONS;

    /** The main class of the child process. */
    public static final String MAIN_CLASS = KafkaProcess.class.getName();

    private static final String IMAGE = "apache/kafka:4.1.1";
    private static final Duration PROBE = Duration.ofSeconds(5);

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

    /** A child process with these settings of the node, which listens on the port. */
    KafkaServer(int port, DataDirectory data, Map<String, String> node) {
        super("Kafka", port, KafkaProcess.process(node, data, KafkaProcess.FAST_START_OPTIONS), data);
        this.client = Map.of();
    }

    /** The class path of the child process. */
    public static String classPath() {
        return KafkaProcess.classPath();
    }

    /** Whether every partition of every topic has a leader. Creates topics that do not exist. */
    @Override
    boolean isReady() throws ExecutionException, InterruptedException, TimeoutException {
        if (!Ports.isOpen(port())) {
            return false;
        }
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address());
        return KafkaTopics.create(settings, PROBE);
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
}
