package io.doorway.protocol.challenge;

import java.time.Duration;

/**
 * How long each open state lasts.
 *
 * @param scanWithin from creation to the scan
 * @param decideWithin from the scan to the decision
 * @param consumeWithin from the approval to its consumption by the browser
 */
public record Timing(Duration scanWithin, Duration decideWithin, Duration consumeWithin) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** 60 s to be scanned, 120 s more to decide, 10 s more to be consumed. */
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10));

    /** @throws IllegalArgumentException for a duration under one second or over ten minutes */
    public Timing {
        requireBounded("scan_within", scanWithin);
        requireBounded("decide_within", decideWithin);
        requireBounded("consume_within", consumeWithin);
    }

    private static void requireBounded(String name, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 s to 10 min)");
        }
    }
}
