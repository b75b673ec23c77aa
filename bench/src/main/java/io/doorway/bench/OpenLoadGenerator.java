package io.doorway.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts tasks at a constant rate, independently of the end of earlier tasks (open workload model). */
final class OpenLoadGenerator {

    private final double rate;
    private final Semaphore permits;

    OpenLoadGenerator(double rate, int concurrency) {
        this.rate = rate;
        this.permits = new Semaphore(concurrency);
    }

    /** The task that is started repeatedly. */
    interface Task {

        /** @param intendedNanos the {@link System#nanoTime()} of the intended start */
        void run(long intendedNanos);
    }

    /** Starts tasks for the given duration and waits until they have ended. Returns the number of tasks. */
    int run(Duration duration, Task task) {
        int count = (int) Math.max(1, Math.round(rate * duration.toNanos() / 1e9));
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long intended = start + (long) (i / rate * TimeUnit.SECONDS.toNanos(1));
                sleepUntil(intended);
                threads.submit(() -> withPermit(permits, () -> task.run(intended)));
            }
        }
        return count;
    }

    private static void withPermit(Semaphore permits, Runnable task) {
        permits.acquireUninterruptibly();
        try {
            task.run();
        } finally {
            permits.release();
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
