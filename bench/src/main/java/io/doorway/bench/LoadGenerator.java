package io.doorway.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs a task again and again until it is closed: at a constant rate (open workload model), or as often as the platform permits. */
final class LoadGenerator implements AutoCloseable {

    private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ended;

    /** The task that is started repeatedly. */
    interface Task {

        /** @param intendedNanos the {@link System#nanoTime()} of the intended start */
        void run(long intendedNanos);
    }

    private LoadGenerator() {}

    /** Starts the load that the options describe. */
    static LoadGenerator start(BenchOptions options, Task task) {
        LoadGenerator load = new LoadGenerator();
        if (options.saturates()) {
            for (int worker = 0; worker < options.concurrency(); worker++) {
                load.starters.execute(() -> load.repeat(task));
            }
        } else {
            load.starters.execute(() -> load.startAtRate(options.rate(), new Semaphore(options.concurrency()), task));
        }
        return load;
    }

    private void repeat(Task task) {
        while (!ended) {
            task.run(System.nanoTime());
        }
    }

    private void startAtRate(double rate, Semaphore permits, Task task) {
        long start = System.nanoTime();
        for (long i = 0; !ended; i++) {
            long intended = start + (long) (i / rate * TimeUnit.SECONDS.toNanos(1));
            sleepUntil(intended);
            tasks.execute(() -> {
                permits.acquireUninterruptibly();
                try {
                    task.run(intended);
                } finally {
                    permits.release();
                }
            });
        }
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }

    /** Starts no further task and waits for those that run. */
    @Override
    public void close() {
        ended = true;
        starters.close();
        tasks.close();
    }
}
