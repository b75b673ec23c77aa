package io.doorway.local;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long there were no requests, and what runs after a period without any. Threads may share it. */
final class IdlePeriod {

    private final LongSupplier nanoTime;
    private volatile long lastRequest;

    /** @param nanoTime {@link System#nanoTime()}; nanoseconds since a fixed moment */
    IdlePeriod(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastRequest = nanoTime.getAsLong();
    }

    /** Begins a new period. */
    void requestReceived() {
        lastRequest = nanoTime.getAsLong();
    }

    /** How long no request may arrive until there has been none for this time; zero if that is so. */
    Duration remaining(Duration period) {
        Duration idle = Duration.ofNanos(nanoTime.getAsLong() - lastRequest);
        return idle.compareTo(period) >= 0 ? Duration.ZERO : period.minus(idle);
    }

    /** Runs the task once, on a thread of its own, as soon as there was no request for this time. */
    void runAfter(Duration period, Vertx vertx, Runnable task) {
        Duration remaining = remaining(period);
        if (remaining.isZero()) {
            Thread.ofPlatform().daemon().name("after-idle-period").start(task);
        } else {
            // Rounded up: a timer that is early would be set again for less than a millisecond.
            vertx.setTimer(remaining.toMillis() + 1, timer -> runAfter(period, vertx, task));
        }
    }
}
