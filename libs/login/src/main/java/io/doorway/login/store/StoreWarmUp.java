package io.doorway.login.store;

import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.Readiness;

/** Calls a script of Redis that only reads: connections, the commands of scripts, and their replies. */
@Singleton
class StoreWarmUp implements WarmUpStep {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final EvictionPolicy policy;

    StoreWarmUp(@Readiness EvictionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void run() {
        policy.call().await().atMost(TIMEOUT);
    }
}
