package io.doorway.approval;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The issuer, and a free port. The key pair of operators' JWTs is the one that Quarkus makes for each test run. */
public final class WithIssuer implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.http.test-port", "0", "doorway.issuer", Phones.ISSUER);
    }

    @Override
    public void stop() {}
}
