package io.doorway.web.shutdown;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends connections that would not end by themselves, in the second half of {@code quarkus.shutdown.delay}: in the first half the load
 * balancers notice that the instance is not ready, so that whoever connects again reaches another one.
 */
@Singleton
public class GracefulShutdown {

    private static final Duration STEP = Duration.ofMillis(100);

    private final Duration half;
    private final Vertx vertx;
    private volatile boolean draining;

    GracefulShutdown(
            @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0S") Duration delay, Vertx vertx) {
        this.half = delay.dividedBy(2);
        this.vertx = vertx;
    }

    void onStop(@Observes ShutdownDelayInitiatedEvent event) {
        afterHalf(() -> draining = true);
    }

    /** Whether calls that wait, and streams, should end: their clients reach another instance now. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Closes connections, spread over the second half of the delay, so that not all clients connect again at the same moment. Called at the
     * begin of the shutdown.
     *
     * @param open returns one action for each connection that is open at the time of the call; the action closes it
     */
    public void close(Supplier<List<Runnable>> open) {
        int steps = (int) Math.max(1, half.toMillis() / STEP.toMillis());
        afterHalf(() -> closeShare(open, steps));
    }

    private void closeShare(Supplier<List<Runnable>> open, int stepsLeft) {
        List<Runnable> connections = open.get();
        connections.subList(0, Math.ceilDiv(connections.size(), stepsLeft)).forEach(Runnable::run);
        if (stepsLeft > 1) {
            vertx.setTimer(STEP.toMillis(), timer -> closeShare(open, stepsLeft - 1));
        }
    }

    private void afterHalf(Runnable action) {
        if (half.isZero()) {
            action.run();
        } else {
            vertx.setTimer(Math.max(1, half.toMillis()), timer -> action.run());
        }
    }
}
