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

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(180);
    private static final Duration LONGEST_DECISION = Duration.ofSeconds(300);
    private static final Duration LONGEST_CONSUMPTION = Duration.ofSeconds(60);

    /** 60 s to be scanned, 120 s more to decide, 10 s more to be consumed. */
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10));

    /** On a screen that others use: 30 s to be scanned, 60 s more to decide. */
    private static final Timing SHARED =
            new Timing(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10));

    /**
     * @throws IllegalArgumentException for a duration under one second or over 180 s to be scanned, 300 s to decide or 60 s to be
     *     consumed: whoever relays a code to a victim has that long too
     */
    public Timing {
        requireBounded("scan_within", scanWithin, LONGEST_SCAN);
        requireBounded("decide_within", decideWithin, LONGEST_DECISION);
        requireBounded("consume_within", consumeWithin, LONGEST_CONSUMPTION);
    }

    /** The same, but no longer than a screen that others use should wait. */
    public Timing onSharedBrowser() {
        return new Timing(
                shorter(scanWithin, SHARED.scanWithin),
                shorter(decideWithin, SHARED.decideWithin),
                shorter(consumeWithin, SHARED.consumeWithin));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void requireBounded(String name, Duration value, Duration longest) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: 1 s to " + longest.toSeconds() + " s)");
        }
    }
}
