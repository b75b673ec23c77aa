package io.doorway.edge.limit;

import java.time.DateTimeException;
import java.time.Duration;

/**
 * So many at once, and after that so many in each period, evenly.
 *
 * @param times how many, at least one
 * @param period in how long, at most a day
 */
public record Rate(int times, Duration period) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public Rate {
        boolean sound = times >= 1 && period.compareTo(Duration.ofSeconds(1)) >= 0 && period.compareTo(LONGEST) <= 0;
        if (!sound) {
            throw new IllegalArgumentException("from 1/PT1S to any number in a day");
        }
    }

    /**
     * @param text such as {@code 60/PT1M}
     * @throws IllegalArgumentException if it is anything else
     */
    public static Rate parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no slash");
        }
        try {
            return new Rate(Integer.parseInt(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("no duration", malformed);
        }
    }

    Rate multipliedBy(int factor) {
        return new Rate(Math.multiplyExact(times, factor), period);
    }

    /** From one attempt to the next once the burst is used up, in microseconds. */
    long intervalMicros() {
        return Math.max(1, periodMicros() / times);
    }

    long periodMicros() {
        return period.toNanos() / 1000;
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return times + "/" + period;
    }
}
