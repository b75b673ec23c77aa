package io.doorway.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Kafka as a child process, and the main class of that process: formats an empty directory, then runs Kafka. */
final class KafkaProcess {

    /** The heap of a small broker, and the garbage collector that needs least CPU on two cores. */
    private static final List<String> JVM = List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC");

    /** Omits optimising compilation, which is half the work of a start and which a short test does not need. */
    static final List<String> FAST_START_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    private static final String CLUSTER_ID = "doorway-one-machine-";

    private KafkaProcess() {}

    static ChildProcess process(Map<String, String> node, DataDirectory data, List<String> jvmOptions) {
        Path settings = data.resolve("server.properties");
        write(node, settings);
        Path logging = data.copyOf("kafka-logging.properties");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> program = List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dlogging.configuration=" + logging.toUri(),
                KafkaProcess.class.getName(),
                settings.toString());
        return new ChildProcess(
                ChildProcess.command(java, JVM, jvmOptions, program),
                Map.of("CLASSPATH", classPath()),
                data.resolve("kafka.log"));
    }

    /** This JVM's class path without Quarkus, whose log handler delays the output of other programs. */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("quarkus"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static void main(String... arguments) throws Exception {
        String settings = arguments[0];
        String[] format = {"format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", settings};
        if (StorageTool.execute(format, System.out) != 0) {
            throw new IllegalStateException("cannot format the storage of " + settings);
        }
        Kafka.main(arguments);
    }

    private static void write(Map<String, String> settings, Path file) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Kafka on one machine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
