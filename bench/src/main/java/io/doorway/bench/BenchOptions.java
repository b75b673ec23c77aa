package io.doorway.bench;

import java.time.Duration;

/**
 * What to drive.
 *
 * @param rate logins that begin per second
 * @param concurrency logins under way at most; one that would exceed it waits, and its latency counts the wait
 * @param duration how long is measured
 * @param warmup how long is driven before, unmeasured
 */
public record BenchOptions(double rate, int concurrency, Duration warmup, Duration duration) {

    public BenchOptions {
        if (rate <= 0 || rate > 5_000) {
            throw new IllegalArgumentException("--rate: " + rate + " (expected: over 0, at most 5000)");
        }
        if (concurrency < 1 || concurrency > 2_000) {
            throw new IllegalArgumentException("--concurrency: " + concurrency + " (expected: 1 to 2000)");
        }
    }
}
