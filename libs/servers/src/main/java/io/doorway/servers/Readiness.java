package io.doorway.servers;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits until servers that belong together have found each other. */
final class Readiness {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private Readiness() {}

    /**
     * Repeats the step until it returns true; an {@link IOException} means that it has to be repeated.
     *
     * @throws IllegalStateException if it does not within a minute
     */
    static void await(String step, Callable<Boolean> done) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (!succeeded(done)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("not done within %s: %s".formatted(TIMEOUT, step));
            }
        }
    }

    private static boolean succeeded(Callable<Boolean> step) {
        try {
            if (tried(step)) {
                return true;
            }
            Thread.sleep(POLL);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }

    private static boolean tried(Callable<Boolean> step) {
        try {
            return step.call();
        } catch (IOException notYet) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
