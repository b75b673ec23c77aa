package io.doorway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What happened to the logins that ended in one window. Thread-safe. */
final class Measurements {

    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram login = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    private final Histogram approveToPush = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    private final List<String> challenges = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();

    synchronized void completed(LoginScenario.CompletedLogin completed, Duration sinceIntendedStart) {
        login.recordValue(micros(sinceIntendedStart.minus(completed.thought())));
        approveToPush.recordValue(micros(completed.approveToPush()));
        challenges.add(completed.challengeId());
    }

    synchronized void failed(Throwable failure) {
        failures.merge(failure.getClass().getSimpleName() + ": " + failure.getMessage(), 1, Integer::sum);
    }

    /** From the intended start to the verified ID token without the person's time, in microseconds. */
    Histogram login() {
        return login;
    }

    /** From sending the approval until the browser received the state, in microseconds. */
    Histogram approveToPush() {
        return approveToPush;
    }

    /** The challenges of the completed logins. */
    synchronized List<String> challenges() {
        return List.copyOf(challenges);
    }

    /** The number of failures, by message. */
    synchronized Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    /** How many logins were completed and how many failed. */
    synchronized Counts counts() {
        return new Counts(
                challenges.size(),
                failures.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** Logins that were completed, and logins that failed. */
    record Counts(int completed, int failed) {

        Counts since(Counts earlier) {
            return new Counts(completed - earlier.completed, failed - earlier.failed);
        }
    }

    private static long micros(Duration duration) {
        return Math.max(0, duration.toNanos() / 1000);
    }
}
