package io.doorway.web.limit;

import java.time.DateTimeException;
import java.time.Duration;

/**
 * A number of attempts in a period: a burst of that number at once, then as many evenly in each period.
 *
 * @param times at least one
 * @param period from one second to one day
 */
public record Rate(int times, Duration period) {

    private static final Duration MAX_PERIOD = Duration.ofDays(1);

    public Rate {
        boolean valid = times >= 1 && period.compareTo(Duration.ofSeconds(1)) >= 0 && period.compareTo(MAX_PERIOD) <= 0;
        if (!valid) {
            throw new IllegalArgumentException("expected: at least 1 in PT1S to P1D");
        }
    }

    /**
     * @param text such as {@code 60/PT1M}
     * @throws IllegalArgumentException if it is anything else
     */
    public static Rate parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("expected: a number, a slash and a duration");
        }
        try {
            return new Rate(Integer.parseInt(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("expected: a duration after the slash", malformed);
        }
    }

    Rate multipliedBy(int factor) {
        return new Rate(Math.multiplyExact(times, factor), period);
    }

    /** The time from one attempt to the next after the burst, in microseconds. */
    public long intervalMicros() {
        return Math.max(1, periodMicros() / times);
    }

    /** The period in microseconds. */
    public long periodMicros() {
        return period.toNanos() / 1000;
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return times + "/" + period;
    }
}
