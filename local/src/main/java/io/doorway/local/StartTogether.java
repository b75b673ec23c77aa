package io.doorway.local;

import io.doorway.testkit.servers.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;

/** Starts programs that do not need each other at once, and gives up with the first that fails. */
final class StartTogether {

    private StartTogether() {}

    static void start(Map<String, ? extends Program> programs, Progress progress) {
        CompletionService<String> starts = new ExecutorCompletionService<>(Thread::startVirtualThread);
        programs.forEach((name, program) -> starts.submit(() -> start(name, program, progress), name));
        for (int started = 0; started < programs.size(); started++) {
            awaitNext(starts);
        }
    }

    private static void start(String name, Program program, Progress progress) {
        progress.starting(name);
        Instant begin = Instant.now();
        program.start();
        progress.ready(name, Duration.between(begin, Instant.now()));
    }

    private static void awaitNext(CompletionService<String> starts) {
        try {
            starts.take().get();
        } catch (ExecutionException failed) {
            throw new LocalPlatformException(reason(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted while starting", interrupted);
        }
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause == null ? failed.toString() : String.valueOf(cause.getMessage());
    }
}
