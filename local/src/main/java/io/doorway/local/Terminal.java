package io.doorway.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is starting, a line for each part: on a terminal the line is there from the beginning and counts the
 * seconds; elsewhere, in a log, it is printed once, when the part is ready.
 */
final class Terminal implements Progress {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final String UP = "\033[%dA";
    private static final String CLEAR = "\033[2K";
    private static final String GREEN = "\033[32m";
    private static final String FAINT = "\033[2m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final boolean interactive;
    private final Map<String, Instant> begun = new LinkedHashMap<>();
    private final Map<String, Duration> took = new LinkedHashMap<>();
    private int drawn;
    private @Nullable Thread ticker;

    Terminal(PrintStream out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /** Only the launcher can tell on every JDK whether its output is a terminal. */
    static Terminal ofThisProcess() {
        return new Terminal(System.out, Boolean.getBoolean("doorway.terminal"));
    }

    @Override
    public synchronized void starting(String part) {
        begun.put(part, Instant.now());
        if (interactive && ticker == null) {
            ticker = Thread.ofVirtual().start(this::tick);
        }
        draw();
    }

    @Override
    public synchronized void ready(String part, Duration duration) {
        took.put(part, duration);
        if (!interactive) {
            out.println(readyLine(part, duration));
        }
        draw();
    }

    /** What comes after the last part's line. */
    synchronized void say(String text) {
        draw();
        out.println(text);
        out.flush();
    }

    private void tick() {
        try {
            while (anyStarting()) {
                Thread.sleep(TICK);
                draw();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        stopTicking();
    }

    private synchronized boolean anyStarting() {
        return took.size() < begun.size();
    }

    private synchronized void stopTicking() {
        ticker = null;
    }

    private synchronized void draw() {
        if (!interactive) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        if (drawn > 0) {
            lines.append(UP.formatted(drawn));
        }
        begun.forEach((part, begin) -> {
            Duration ready = took.get(part);
            lines.append(CLEAR)
                    .append(ready == null ? startingLine(part, begin) : GREEN + readyLine(part, ready) + PLAIN)
                    .append('\n');
        });
        drawn = begun.size();
        out.print(lines);
        out.flush();
    }

    private static String startingLine(String part, Instant begin) {
        return FAINT + line("…", part, Duration.between(begin, Instant.now())) + PLAIN;
    }

    private static String readyLine(String part, Duration duration) {
        return line("✓", part, duration);
    }

    private static String line(String mark, String part, Duration duration) {
        return "  %s %-18s %5.1f s".formatted(mark, part, duration.toMillis() / 1000.0);
    }
}
