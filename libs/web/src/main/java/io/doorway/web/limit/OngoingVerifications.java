package io.doorway.web.limit;

import io.doorway.web.limit.RateLimits.Verification;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The attempts of each source that this instance verifies at the moment, and the forgeries that are refused and not counted yet. Those
 * that arrive at once therefore do not all pass before the first is counted. The memory is that of the requests in progress.
 */
@Singleton
class OngoingVerifications {

    private final Map<String, Integer> ongoing = new ConcurrentHashMap<>();

    /**
     * Begins a verification.
     *
     * @param source what is counted
     * @param max how many at once
     * @return empty if there are as many
     */
    Optional<Verification> begin(String source, int max) {
        AtomicBoolean admitted = new AtomicBoolean();
        ongoing.compute(source, (key, count) -> {
            int now = count == null ? 0 : count;
            admitted.set(now < max);
            return now < max ? Integer.valueOf(now + 1) : count;
        });
        if (!admitted.get()) {
            return Optional.empty();
        }
        AtomicBoolean ended = new AtomicBoolean();
        return Optional.of(() -> {
            if (ended.compareAndSet(false, true)) {
                ongoing.computeIfPresent(source, (key, count) -> count == 1 ? null : count - 1);
            }
        });
    }

    /** A forgery, which takes its place until it is counted. */
    Verification forged(String source) {
        return begin(source, Integer.MAX_VALUE).orElseThrow();
    }
}
