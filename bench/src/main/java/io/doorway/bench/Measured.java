package io.doorway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What a run measured. Safe for use by many threads. */
final class Measured {

    private static final int DIGITS = 3;

    private final Histogram login = new ConcurrentHistogram(DIGITS);
    private final Histogram approveToPush = new ConcurrentHistogram(DIGITS);
    private final List<String> challenges = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();

    synchronized void done(OneLogin.Done done, Duration sinceIntended) {
        login.recordValue(micros(sinceIntended));
        approveToPush.recordValue(micros(done.approveToPush()));
        challenges.add(done.challengeId());
    }

    synchronized void failed(Throwable why) {
        failures.merge(String.valueOf(why.getMessage()), 1, Integer::sum);
    }

    /** From the intended beginning to the checked ID token, in microseconds. */
    Histogram login() {
        return login;
    }

    /** From sending the approval to hearing of it in the browser, in microseconds. */
    Histogram approveToPush() {
        return approveToPush;
    }

    /** The challenges of the logins that ended well. */
    synchronized List<String> challenges() {
        return List.copyOf(challenges);
    }

    /** How often each failure happened. */
    synchronized Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
