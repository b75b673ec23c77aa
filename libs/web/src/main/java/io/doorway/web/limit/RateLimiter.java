package io.doorway.web.limit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts attempts by the generic cell rate algorithm (GCRA; ITU-T I.371 annex A): for each key it stores one instant, at which the
 * key's backlog will be empty. An attempt that would move this instant more than a period into the future is refused. This needs one
 * number per key whatever the rate, has no window at whose edge twice as many attempts pass, and gives the exact time to wait.
 *
 * <p>Of any number of concurrent attempts, as many are admitted as the rate has capacity for. If the store does not answer, the call
 * fails; it never admits.
 */
public interface RateLimiter {

    /**
     * One attempt on one limit.
     *
     * @param limit the line of the table
     * @param key what is counted; the keys of one call have the same hash tag
     * @param rate the rate of the limit
     * @param consume whether the attempt is counted; if not, there must only be capacity for it
     */
    record Permit(RateLimit limit, String key, Rate rate, boolean consume) {}

    /**
     * A limit is exceeded.
     *
     * @param limit the line of the table with the longest time to wait
     * @param retryAfter how long until it has capacity
     */
    record Exceeded(RateLimit limit, Duration retryAfter) {}

    /** Counts one attempt on all limits, or on none of them if one is exceeded. */
    Uni<Optional<Exceeded>> tryAcquire(List<Permit> permits);

    /** Whether the key's backlog, which is from zero to the period of its rate, is longer than this. Nothing is counted. */
    Uni<Boolean> hasBacklog(String key, Duration longerThan);
}
