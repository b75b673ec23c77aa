package io.doorway.bench;

import java.time.Duration;

/**
 * The options of a run.
 *
 * @param rate logins started per second; zero for saturation
 * @param concurrency the maximum of concurrent logins; of an open load, a login that would exceed it waits, and its latency includes the wait
 * @param maxWarmUp the time after which the measurement begins even if compilers are still active
 * @param windows the number of measurements
 * @param window the duration of each
 * @param waiting browsers that show a code beside the logins
 * @param knownShare the share of logins from a browser that the account knows, 0 to 1
 * @param think how long people look for their phone before they scan
 * @param profile how the relying party sends its requests
 * @param unitCosts whether single operations are measured too
 */
public record BenchOptions(
        double rate,
        int concurrency,
        Duration maxWarmUp,
        int windows,
        Duration window,
        int waiting,
        double knownShare,
        Think think,
        Profile profile,
        boolean unitCosts) {

    private static final double MAX_RATE = 5_000;
    private static final int MAX_CONCURRENCY = 2_000;
    private static final int MAX_WINDOWS = 100;
    private static final int MAX_WAITING = 100_000;

    /** How the relying party sends its requests; spelled as on the command line. */
    public enum Profile {
        /** Through the browser, with a secret. */
        oidc,
        /** Pushed, with {@code private_key_jwt} and DPoP, as the FAPI 2.0 Security Profile requires. */
        fapi
    }

    /** How long people take, evenly distributed from the least to the most. */
    public record Think(Duration least, Duration most) {

        /** Nobody hesitates. */
        public static final Think NONE = new Think(Duration.ZERO, Duration.ZERO);

        /**
         * @param text such as {@code 5-20}, in seconds
         * @throws IllegalArgumentException if it is not two whole numbers in this order
         */
        public static Think parse(String text) {
            if (!text.matches("\\d{1,3}-\\d{1,3}")) {
                throw new IllegalArgumentException("--think: " + text + " (expected: seconds, such as 5-20)");
            }
            String[] bounds = text.split("-");
            Think think = new Think(
                    Duration.ofSeconds(Long.parseLong(bounds[0])), Duration.ofSeconds(Long.parseLong(bounds[1])));
            if (think.most.compareTo(think.least) < 0) {
                throw new IllegalArgumentException("--think: " + text + " (expected: the smaller number first)");
            }
            return think;
        }
    }

    /** @throws IllegalArgumentException if an option is out of its bounds; the message names it */
    public BenchOptions {
        require(rate >= 0 && rate <= MAX_RATE, "--rate", rate, "over 0, at most " + (int) MAX_RATE);
        require(
                concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
                "--concurrency",
                concurrency,
                "1 to " + MAX_CONCURRENCY);
        require(windows >= 1 && windows <= MAX_WINDOWS, "--windows", windows, "1 to " + MAX_WINDOWS);
        require(window.compareTo(Duration.ofSeconds(1)) >= 0, "--window", window.toSeconds(), "at least 1");
        require(waiting >= 0 && waiting <= MAX_WAITING, "--waiting", waiting, "0 to " + MAX_WAITING);
        require(knownShare >= 0 && knownShare <= 1, "--known", knownShare * 100, "0 to 100");
    }

    /** Whether a login starts as soon as one ends. */
    public boolean saturates() {
        return rate == 0;
    }

    private static void require(boolean condition, String option, Object value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(option, value, expected));
        }
    }
}
