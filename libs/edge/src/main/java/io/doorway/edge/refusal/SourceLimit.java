package io.doorway.edge.refusal;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Admits a bounded number per source and minute, in bounded memory. */
final class SourceLimit {

    static final int PER_MINUTE = 120;

    private static final int MAX_SOURCES = 10_000;

    private final InstantSource clock;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long minute;

    SourceLimit(InstantSource clock) {
        this.clock = clock;
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
        return counts.merge(source, 1, Integer::sum) <= PER_MINUTE;
    }
}
