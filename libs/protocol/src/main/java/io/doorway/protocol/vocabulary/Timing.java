package io.doorway.protocol.vocabulary;

import java.time.Duration;

/**
 * How long each open state lasts.
 *
 * @param scanWithin from the creation to the scan
 * @param decideWithin from the scan to the decision
 * @param consumeWithin from the approval to its consumption by the browser
 */
public record Timing(Duration scanWithin, Duration decideWithin, Duration consumeWithin) {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX_SCAN = Duration.ofSeconds(180);
    private static final Duration MAX_DECISION = Duration.ofSeconds(300);
    private static final Duration MAX_CONSUMPTION = Duration.ofSeconds(60);

    /** The maximum time from the creation of a challenge to its consumption. */
    public static final Duration MAX_TOTAL = MAX_SCAN.plus(MAX_DECISION).plus(MAX_CONSUMPTION);

    /** The maximum of each state. */
    public static final Timing LONGEST = new Timing(MAX_SCAN, MAX_DECISION, MAX_CONSUMPTION);

    /** 60 s for the scan, 120 s for the decision, 10 s for the consumption. */
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10));

    /** The maximum on a shared browser: 30 s for the scan, 60 s for the decision. */
    private static final Timing SHARED =
            new Timing(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10));

    /**
     * @throws IllegalArgumentException for a duration under one second, or over 180 s for the scan, 300 s for the decision or 60 s for
     *     the consumption: an attacker who relays a QR code to a victim has the same time
     */
    public Timing {
        requireBounded("scan_within", scanWithin, MAX_SCAN);
        requireBounded("decide_within", decideWithin, MAX_DECISION);
        requireBounded("consume_within", consumeWithin, MAX_CONSUMPTION);
    }

    /** The time for reading a code and entering it in the app, which takes longer than a scan (WCAG 2.2, 2.2.1). */
    private static final Duration ENTER_CODE = Duration.ofSeconds(120);

    /** The same timing, with the time for a code that is entered in place of the scan. */
    public Timing withEnteredCode() {
        return new Timing(ENTER_CODE, decideWithin, consumeWithin);
    }

    /** The same timing, limited to the maximum on a shared browser. */
    public Timing onSharedBrowser() {
        return new Timing(
                min(scanWithin, SHARED.scanWithin),
                min(decideWithin, SHARED.decideWithin),
                min(consumeWithin, SHARED.consumeWithin));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void requireBounded(String name, Duration value, Duration max) {
        if (value.compareTo(MIN) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 s to " + max.toSeconds() + " s)");
        }
    }
}
