package io.doorway.testkit.quarkus;

import io.doorway.testkit.servers.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sets {@code quarkus.redis.hosts}. */
public final class WithRedis implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.redis.hosts", Servers.redisUrl());
    }

    /** The next test of this JVM uses the same server; it ends with the JVM. */
    @Override
    public void stop() {}
}
