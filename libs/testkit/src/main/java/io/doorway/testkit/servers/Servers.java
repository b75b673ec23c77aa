package io.doorway.testkit.servers;

import java.util.function.Supplier;

/**
 * The servers that all tests of one JVM share, each started by the first who asks. They are found through system
 * properties, which are the JVM's own: Quarkus loads a test's classes more than once, so a static field is not one field.
 * Tests of one JVM run one after the other; nothing here is locked.
 */
public final class Servers {

    private static final String HOW = "doorway.servers";
    private static final String CONTAINERS = "containers";

    private Servers() {}

    /** {@code redis://host:port}. */
    public static String redisUrl() {
        return shared("redis", () -> started(new RedisServer()).url());
    }

    /** {@code host:port}. */
    public static String kafkaAddress() {
        return shared("kafka", () -> started(new KafkaServer()).address());
    }

    /** {@code postgresql://host:port/database}. */
    public static String postgresUrl() {
        return shared("postgres", () -> started(new PostgresServer()).url());
    }

    /** Whether tests run their servers as containers: {@code -Ddoorway.servers=containers}, or {@code DOORWAY_SERVERS}. */
    static boolean inContainers() {
        return CONTAINERS.equals(System.getProperty(HOW, System.getenv().getOrDefault("DOORWAY_SERVERS", "")));
    }

    private static <S extends Server> S started(S server) {
        server.start();
        return server;
    }

    private static String shared(String name, Supplier<String> start) {
        String property = "doorway.shared." + name;
        if (System.getProperty(property) == null) {
            System.setProperty(property, start.get());
        }
        return System.getProperty(property);
    }
}
