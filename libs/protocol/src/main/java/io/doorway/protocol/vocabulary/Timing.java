package io.doorway.protocol.vocabulary;

import java.time.Duration;
import java.time.Instant;

/**
 * How long each open state lasts.
 *
 * @param scanWithin from the creation to the scan
 * @param decideWithin from the scan to the decision
 * @param consumeWithin from the approval to its consumption by the browser
 * @param confirmWithin the same, if the browser has to present a confirmation code or a return nonce
 */
public record Timing(Duration scanWithin, Duration decideWithin, Duration consumeWithin, Duration confirmWithin) {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX_SCAN = Duration.ofSeconds(180);
    private static final Duration MAX_DECISION = Duration.ofSeconds(300);
    private static final Duration MAX_CONSUMPTION = Duration.ofSeconds(60);

    private static final Duration CONFIRMATION = Duration.ofSeconds(60);

    /** For a person who asks for more time (WCAG 2.2, 2.2.1): as long as the login as a whole may take. */
    private static final Duration MAX_CONFIRMATION = Duration.ofMinutes(10);

    /** The maximum time from the creation of a challenge to its consumption (NIST SP 800-63B-4 section 3.1.3.1). */
    public static final Duration MAX_TOTAL = Duration.ofMinutes(10);

    /** How much more time a person gets each time that they ask for it after the approval (ADR 0051). */
    public static final Duration EXTENSION = Duration.ofMinutes(2);

    /** 60 s for the scan, 120 s for the decision, 10 s for the consumption. */
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10));

    /** The maximum on a shared browser: 30 s for the scan, 60 s for the decision. */
    private static final Timing SHARED =
            new Timing(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10));

    /** A timing with the usual time for a confirmation: 60 s. */
    public Timing(Duration scanWithin, Duration decideWithin, Duration consumeWithin) {
        this(scanWithin, decideWithin, consumeWithin, CONFIRMATION);
    }

    /**
     * @throws IllegalArgumentException for a duration under one second, or over 180 s for the scan, 300 s for the decision, 60 s for the
     *     consumption or 600 s for a confirmation: an attacker who relays a QR code to a victim has the same time
     */
    public Timing {
        requireBounded("scan_within", scanWithin, MAX_SCAN);
        requireBounded("decide_within", decideWithin, MAX_DECISION);
        requireBounded("consume_within", consumeWithin, MAX_CONSUMPTION);
        requireBounded("confirm_within", confirmWithin, MAX_CONFIRMATION);
    }

    /** The time for reading a code and entering it in the app, which takes longer than a scan (WCAG 2.2, 2.2.1). */
    private static final Duration ENTER_CODE = Duration.ofSeconds(120);

    /** The same timing, with the time for a code that is entered in place of the scan. */
    public Timing withEnteredCode() {
        return new Timing(ENTER_CODE, decideWithin, consumeWithin, confirmWithin);
    }

    /** The same timing, with the most time for presenting a confirmation code. */
    public Timing withMoreTimeToConfirm() {
        return new Timing(scanWithin, decideWithin, consumeWithin, MAX_CONFIRMATION);
    }

    /** When an approval can no longer be consumed by a browser that has to present a confirmation. */
    public Instant confirmUntil(Instant createdAt, Instant approvedAt) {
        Instant usual = approvedAt.plus(min(confirmWithin, CONFIRMATION));
        Instant longest = min(approvedAt.plus(confirmWithin), createdAt.plus(MAX_TOTAL));
        return longest.isAfter(usual) ? longest : usual;
    }

    /**
     * When an approval can no longer be consumed by a browser whose person has asked for more time, once more, after the approval: {@link
     * #EXTENSION} later than otherwise, and not later than {@link #MAX_TOTAL} after the creation.
     *
     * @param until when it can no longer be consumed otherwise, which is kept if it is later
     */
    public static Instant confirmUntilExtended(Instant createdAt, Instant until) {
        Instant extended = min(until.plus(EXTENSION), createdAt.plus(MAX_TOTAL));
        return extended.isAfter(until) ? extended : until;
    }

    /** The same timing, limited to the maximum on a shared browser. */
    public Timing onSharedBrowser() {
        return new Timing(
                min(scanWithin, SHARED.scanWithin),
                min(decideWithin, SHARED.decideWithin),
                min(consumeWithin, SHARED.consumeWithin),
                confirmWithin);
    }

    private static <T extends Comparable<T>> T min(T a, T b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void requireBounded(String name, Duration value, Duration max) {
        if (value.compareTo(MIN) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 s to " + max.toSeconds() + " s)");
        }
    }
}
