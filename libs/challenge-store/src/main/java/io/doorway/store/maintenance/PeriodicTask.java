package io.doorway.store.maintenance;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs a task repeatedly, one run at a time, with a fixed delay after a success and an exponential backoff after failures. */
final class PeriodicTask implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(PeriodicTask.class);
    private static final Duration MAX_DELAY = Duration.ofSeconds(15);

    private final String name;
    private final Duration delay;
    private final Supplier<Uni<Integer>> task;
    private final ScheduledExecutorService scheduler;
    private volatile @Nullable Cancellable running;
    private Duration nextDelay;

    PeriodicTask(String name, Duration delay, Supplier<Uni<Integer>> task) {
        this.name = name;
        this.delay = delay;
        this.nextDelay = delay;
        this.task = task;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    void start() {
        schedule(delay);
    }

    private void schedule(Duration in) {
        try {
            scheduler.schedule(this::run, in.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOGGER.debugf("%s: closed", name);
        }
    }

    private void run() {
        running = Uni.createFrom().deferred(() -> task.get()).subscribe().with(done -> succeeded(), this::failed);
    }

    private void succeeded() {
        nextDelay = delay;
        schedule(delay);
    }

    private void failed(Throwable cause) {
        Duration doubled = nextDelay.multipliedBy(2);
        nextDelay = doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
        LOGGER.warnf("%s failed: %s; next run in %d ms", name, cause.getMessage(), nextDelay.toMillis());
        schedule(nextDelay);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        Cancellable last = running;
        if (last != null) {
            last.cancel();
        }
    }
}
