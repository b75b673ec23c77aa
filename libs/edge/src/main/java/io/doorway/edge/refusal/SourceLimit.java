package io.doorway.edge.refusal;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Admits a bounded number per source and minute, in bounded memory. */
final class SourceLimit {

    private static final int MAX_SOURCES = 10_000;

    private final InstantSource clock;
    private final int perMinute;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long minute;

    /** @throws IllegalArgumentException if nothing would ever be admitted */
    SourceLimit(InstantSource clock, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("doorway.refusals.per-minute: " + perMinute + " (expected: 1 or more)");
        }
        this.clock = clock;
        this.perMinute = perMinute;
    }

    boolean admits(String source) {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        if (counts.size() >= MAX_SOURCES && !counts.containsKey(source)) {
            return false;
        }
        return counts.merge(source, 1, Integer::sum) <= perMinute;
    }
}
