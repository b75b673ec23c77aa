package io.doorway.local;

import io.doorway.servers.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;

/** Starts independent programs concurrently. */
final class ParallelStart {

    /** Receives the progress of the start, from several threads at once. */
    interface Progress {

        /** Ignores the progress. */
        Progress NONE = new Progress() {
            @Override
            public void starting(String part) {}

            @Override
            public void ready(String part, Duration duration) {}
        };

        void starting(String part);

        /** @param duration from the start until the part was ready */
        void ready(String part, Duration duration);
    }

    private ParallelStart() {}

    /**
     * Starts the programs and returns when all are ready.
     *
     * @throws LocalPlatformException at the first program that fails; others may still be starting
     */
    static void start(Map<String, ? extends ManagedProcess> programs, Progress progress) {
        CompletionService<String> starts = new ExecutorCompletionService<>(Thread::startVirtualThread);
        programs.forEach((name, program) -> starts.submit(() -> start(name, program, progress), name));
        for (int started = 0; started < programs.size(); started++) {
            awaitNext(starts);
        }
    }

    private static void start(String name, ManagedProcess program, Progress progress) {
        progress.starting(name);
        Instant begin = Instant.now();
        program.start();
        progress.ready(name, Duration.between(begin, Instant.now()));
    }

    private static void awaitNext(CompletionService<String> starts) {
        try {
            starts.take().get();
        } catch (ExecutionException e) {
            throw new LocalPlatformException(reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted while starting", e);
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : String.valueOf(cause.getMessage());
    }
}
