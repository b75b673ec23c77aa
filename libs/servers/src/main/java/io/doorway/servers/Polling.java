package io.doorway.servers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for another program, which gives no notice, by asking it again and again. Every wait has a limit. */
public final class Polling {

    private Polling() {}

    /**
     * Waits until the condition is met.
     *
     * @return false if it was not met in time
     * @see #find
     */
    public static boolean until(BooleanSupplier condition, Duration limit, Duration interval) {
        return find(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), limit, interval)
                .isPresent();
    }

    /**
     * Waits for a value. The question is asked at least once.
     *
     * @param limit of the time from now on
     * @param interval between two questions
     * @return empty if there was no value in time
     * @throws IllegalStateException if the thread is interrupted
     */
    public static <T> Optional<T> find(Supplier<Optional<T>> question, Duration limit, Duration interval) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<T> answer = question.get();
        while (answer.isEmpty() && System.nanoTime() - end < 0) {
            pause(interval);
            answer = question.get();
        }
        return answer;
    }

    private static void pause(Duration interval) {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
