package io.doorway.login.jws;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows how many signatures have been verified: the most expensive computation that a request can cause. */
@Singleton
class VerificationMetrics {

    void onStart(@Observes StartupEvent event, MeterRegistry metrics) {
        FunctionCounter.builder("doorway.es256.verifications", metrics, registry -> StrictJws.verifications())
                .description("Signatures of phones, pages and programs that were verified, genuine or not")
                .register(metrics);
    }
}
