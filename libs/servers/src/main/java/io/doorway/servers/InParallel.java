package io.doorway.servers;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs tasks that wait, such as the stop of a process, at the same time, each on a thread of its own.
 *
 * <p>A parallel stream would run them on the common pool. It has one thread on a machine with two processors, and {@code HttpClient}
 * completes every asynchronous call and every WebSocket of the process there: while the task waits, no response reaches its caller.
 */
public final class InParallel {

    private InParallel() {}

    /**
     * Runs the task for each item and returns when all have ended.
     *
     * @throws RuntimeException the first exception that a task threw, in the order of the items; those of further tasks are suppressed
     */
    public static <T> void forEach(Collection<T> items, Consumer<? super T> task) {
        RuntimeException failure = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> started = items.stream()
                    .map(item -> threads.submit(() -> task.accept(item)))
                    .toList();
            for (Future<?> ended : started) {
                try {
                    ended.get();
                } catch (ExecutionException e) {
                    RuntimeException thrown = exception(e);
                    if (failure == null) {
                        failure = thrown;
                    } else {
                        failure.addSuppressed(thrown);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for tasks", e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException exception(ExecutionException e) {
        return e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
    }
}
