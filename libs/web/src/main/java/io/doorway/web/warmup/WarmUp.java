package io.doorway.web.warmup;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Runs the {@linkplain WarmUpStep steps} before the service is ready. It is bounded in time and never prevents readiness: a step that fails is
 * left out, because the first request does the same again and reports what is wrong.
 */
@Readiness
@Singleton
class WarmUp implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(WarmUp.class);

    /**
     * The first runs load classes, the later ones let the JVM compile what they use most. With twenty runs, the first page after a start took
     * 30 ms less, and the start 300 ms more (1 December 2026).
     */
    private static final int RUNS = 5;

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<WarmUpStep> steps;
    private volatile boolean done;

    WarmUp(@All List<WarmUpStep> steps) {
        this.steps = steps;
        this.done = steps.isEmpty();
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofPlatform().name("warm-up").daemon().start(this::run);
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            steps.forEach(step -> run(step, begin));
        } finally {
            done = true;
        }
    }

    private static void run(WarmUpStep step, long begin) {
        try {
            for (int i = 0; i < RUNS && System.nanoTime() - begin < LIMIT.toNanos(); i++) {
                step.run();
            }
        } catch (Exception notAvailable) {
            LOGGER.debugf(notAvailable, "warm-up: %s", step.getClass().getSimpleName());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(done).build();
    }
}
