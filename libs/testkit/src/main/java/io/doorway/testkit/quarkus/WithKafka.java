package io.doorway.testkit.quarkus;

import io.doorway.testkit.servers.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sets {@code kafka.bootstrap.servers}; the topics of Doorway exist. */
public final class WithKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", Servers.kafkaAddress());
    }

    /** The next test of this JVM uses the same server; it ends with the JVM. */
    @Override
    public void stop() {}
}
