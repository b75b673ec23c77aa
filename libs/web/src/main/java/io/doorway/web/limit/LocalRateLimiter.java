package io.doorway.web.limit;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts in the memory of this instance, for what must work without Redis. Memory is bounded: while {@link #MAX_KEYS} keys are in
 * use, a new key is refused.
 */
@DefaultBean
@Singleton
public class LocalRateLimiter implements RateLimiter {

    public static final int MAX_KEYS = 100_000;

    private static final Duration CLEANUP_INTERVAL = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<String, Instant> arrivalTimes = new HashMap<>();
    private Instant nextCleanup = Instant.MIN;

    public LocalRateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Exceeded>> tryAcquire(List<Permit> permits) {
        return Uni.createFrom().item(() -> acquire(clock.instant(), permits));
    }

    /**
     * Counts one attempt that is not in the table of {@link RateLimit}.
     *
     * @return whether it is within the rate
     */
    public synchronized boolean tryAcquire(String key, Rate rate) {
        Instant now = clock.instant();
        if (retryAfter(now, key, rate).isPositive() || !hasRoomFor(now, 1)) {
            return false;
        }
        arrivalTimes.put(key, nextArrival(now, key, rate));
        return true;
    }

    @Override
    public Uni<Boolean> hasBacklog(String key, Duration longerThan) {
        return Uni.createFrom().item(() -> backlog(clock.instant(), key).compareTo(longerThan) > 0);
    }

    private synchronized Optional<Exceeded> acquire(Instant now, List<Permit> permits) {
        Optional<Exceeded> exceeded = permits.stream()
                .map(permit -> new Exceeded(permit.limit(), retryAfter(now, permit.key(), permit.rate())))
                .filter(candidate -> candidate.retryAfter().isPositive())
                .max(Comparator.comparing(Exceeded::retryAfter));
        if (exceeded.isPresent()) {
            return exceeded;
        }
        if (!hasRoomFor(now, permits.size())) {
            Permit first = permits.getFirst();
            return Optional.of(new Exceeded(first.limit(), first.rate().period()));
        }
        permits.stream()
                .filter(Permit::consume)
                .forEach(permit -> arrivalTimes.put(permit.key(), nextArrival(now, permit.key(), permit.rate())));
        return Optional.empty();
    }

    private synchronized Duration backlog(Instant now, String key) {
        Duration left = Duration.between(now, arrivalTimes.getOrDefault(key, now));
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Not positive if one more attempt is within the rate. */
    private Duration retryAfter(Instant now, String key, Rate rate) {
        return Duration.between(now, nextArrival(now, key, rate)).minus(rate.period());
    }

    private Instant nextArrival(Instant now, String key, Rate rate) {
        Instant known = arrivalTimes.getOrDefault(key, now);
        return (known.isAfter(now) ? known : now).plus(rate.intervalMicros(), ChronoUnit.MICROS);
    }

    /** Examines all keys at most once a second, because a flood of new keys must not cost more than it does. */
    private boolean hasRoomFor(Instant now, int keys) {
        if (arrivalTimes.size() + keys > MAX_KEYS && !now.isBefore(nextCleanup)) {
            arrivalTimes.values().removeIf(at -> !at.isAfter(now));
            nextCleanup = now.plus(CLEANUP_INTERVAL);
        }
        return arrivalTimes.size() + keys <= MAX_KEYS;
    }
}
