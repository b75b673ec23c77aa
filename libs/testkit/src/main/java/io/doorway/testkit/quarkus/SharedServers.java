package io.doorway.testkit.quarkus;

import io.doorway.servers.KafkaServer;
import io.doorway.servers.PostgresServer;
import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.testkit.event.SampleEventKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The servers that all tests of one JVM share, as test resources. The first test that needs a server starts it, and it ends with the JVM.
 *
 * <p>The addresses are in system properties, because Quarkus loads a test's classes more than once, and each would have its own static
 * fields. The tests of one JVM do not run concurrently.
 */
public final class SharedServers {

    private SharedServers() {}

    /** Sets {@code quarkus.redis.hosts}. */
    public static final class RedisTestResource implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            String url = shared(
                    "redis",
                    () -> started(new RedisServer(Server.Mode.fromEnvironment()))
                            .url());
            return Map.of("quarkus.redis.hosts", url);
        }

        @Override
        public void stop() {}
    }

    /** Sets {@code kafka.bootstrap.servers} and {@code doorway.event-keys}; the topics of Doorway exist. */
    public static final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            String address = shared(
                    "kafka",
                    () -> started(new KafkaServer(Server.Mode.fromEnvironment()))
                            .address());
            return Map.of(
                    "kafka.bootstrap.servers",
                    address,
                    "doorway.event-keys",
                    SampleEventKeys.file().toString());
        }

        @Override
        public void stop() {}
    }

    /** Sets the address, the user and the password of {@code quarkus.datasource}, JDBC and reactive. */
    public static final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            String url = shared(
                    "postgres",
                    () -> started(new PostgresServer(Server.Mode.fromEnvironment()))
                            .url());
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:" + url,
                    "quarkus.datasource.reactive.url",
                    url,
                    "quarkus.datasource.username",
                    PostgresServer.USER,
                    "quarkus.datasource.password",
                    PostgresServer.PASSWORD);
        }

        @Override
        public void stop() {}
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
