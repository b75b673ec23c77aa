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
        if (!options.saturates()) {
            return atRate(options.rate(), new Semaphore(options.concurrency()), task);
        }
        LoadGenerator load = new LoadGenerator();
        for (int worker = 0; worker < options.concurrency(); worker++) {
            load.starters.execute(() -> load.repeat(task));
        }
        return load;
    }

    /**
     * Starts tasks at a constant rate.
     *
     * @param rate tasks per second
     * @param permits as many tasks as may run at once
     */
    static LoadGenerator atRate(double rate, Semaphore permits, Task task) {
        LoadGenerator load = new LoadGenerator();
        load.starters.execute(() -> load.startAtRate(rate, permits, task));
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
                    // At a rate that the platform does not perform, thousands may wait here at the end.
                    if (!ended) {
                        task.run(intended);
                    }
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
