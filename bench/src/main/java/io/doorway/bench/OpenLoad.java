package io.doorway.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Begins work at a constant rate, whether or not the work before has ended. */
final class OpenLoad {

    private final double rate;
    private final Semaphore slots;

    OpenLoad(double rate, int concurrency) {
        this.rate = rate;
        this.slots = new Semaphore(concurrency);
    }

    /** One piece of work. */
    interface Work {

        /** @param intendedNanos the {@link System#nanoTime()} at which it was to begin */
        void run(long intendedNanos);
    }

    /** Runs for a while, and until what it began has ended. Returns how many it began. */
    int run(Duration duration, Work work) {
        int count = (int) Math.max(1, Math.round(rate * duration.toNanos() / 1e9));
        long start = System.nanoTime();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long intended = start + (long) (i / rate * TimeUnit.SECONDS.toNanos(1));
                sleepUntil(intended);
                each.submit(() -> within(slots, () -> work.run(intended)));
            }
        }
        return count;
    }

    private static void within(Semaphore slots, Runnable work) {
        slots.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            slots.release();
        }
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
