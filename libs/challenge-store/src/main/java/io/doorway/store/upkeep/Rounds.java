package io.doorway.store.upkeep;

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

/** Does something again and again, never twice at once, and less often while it fails. */
final class Rounds implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Rounds.class);
    private static final Duration SLOWEST = Duration.ofSeconds(15);

    private final String name;
    private final Duration pause;
    private final Supplier<Uni<Integer>> round;
    private final ScheduledExecutorService timer;
    private volatile @Nullable Cancellable running;
    private Duration nextPause;

    Rounds(String name, Duration pause, Supplier<Uni<Integer>> round) {
        this.name = name;
        this.pause = pause;
        this.nextPause = pause;
        this.round = round;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    void start() {
        schedule(pause);
    }

    private void schedule(Duration in) {
        try {
            timer.schedule(this::go, in.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOGGER.debugf("%s: closed", name);
        }
    }

    private void go() {
        running = Uni.createFrom().deferred(() -> round.get()).subscribe().with(done -> succeeded(), this::failed);
    }

    private void succeeded() {
        nextPause = pause;
        schedule(pause);
    }

    private void failed(Throwable cause) {
        Duration doubled = nextPause.multipliedBy(2);
        nextPause = doubled.compareTo(SLOWEST) < 0 ? doubled : SLOWEST;
        LOGGER.warnf("%s: %s; again in %d ms", name, cause.getMessage(), nextPause.toMillis());
        schedule(nextPause);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Cancellable last = running;
        if (last != null) {
            last.cancel();
        }
    }
}
