package io.doorway.testkit.quarkus;

import io.doorway.testkit.servers.PostgresServer;
import io.doorway.testkit.servers.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sets the address, the user and the password of {@code quarkus.datasource}, JDBC and reactive. */
public final class WithPostgres implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String url = Servers.postgresUrl();
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

    /** The next test of this JVM uses the same server; it ends with the JVM. */
    @Override
    public void stop() {}
}
