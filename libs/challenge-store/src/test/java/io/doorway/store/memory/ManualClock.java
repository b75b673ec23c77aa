package io.doorway.store.memory;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
public final class ManualClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-21T09:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant time) {
        now = time;
    }
}
