package io.doorway.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints the progress of the start, one line per part. On a terminal the line shows the elapsed seconds; otherwise it is printed once, when
 * the part is ready.
 */
final class TerminalProgress implements ParallelStart.Progress {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final String UP = "\033[%dA";
    private static final String CLEAR = "\033[2K";
    private static final String GREEN = "\033[32m";
    private static final String FAINT = "\033[2m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final boolean interactive;
    private final Map<String, Instant> startTimes = new LinkedHashMap<>();
    private final Map<String, Duration> durations = new LinkedHashMap<>();
    private int drawnLines;
    private @Nullable Thread ticker;

    TerminalProgress(PrintStream out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /** For the output of this process. The launcher detects a terminal, because not every JDK can. */
    static TerminalProgress ofThisProcess() {
        return new TerminalProgress(System.out, Boolean.getBoolean("doorway.terminal"));
    }

    @Override
    public synchronized void starting(String part) {
        startTimes.put(part, Instant.now());
        if (interactive && ticker == null) {
            ticker = Thread.ofVirtual().start(this::tick);
        }
        draw();
    }

    @Override
    public synchronized void ready(String part, Duration duration) {
        durations.put(part, duration);
        if (!interactive) {
            out.println(readyLine(part, duration));
        }
        draw();
    }

    /** Prints text below the lines of the parts. */
    synchronized void print(String text) {
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopTicking();
    }

    private synchronized boolean anyStarting() {
        return durations.size() < startTimes.size();
    }

    private synchronized void stopTicking() {
        ticker = null;
    }

    private synchronized void draw() {
        if (!interactive) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        if (drawnLines > 0) {
            lines.append(UP.formatted(drawnLines));
        }
        startTimes.forEach((part, startTime) -> {
            Duration ready = durations.get(part);
            lines.append(CLEAR)
                    .append(ready == null ? startingLine(part, startTime) : GREEN + readyLine(part, ready) + PLAIN)
                    .append('\n');
        });
        drawnLines = startTimes.size();
        out.print(lines);
        out.flush();
    }

    private static String startingLine(String part, Instant startTime) {
        return FAINT + line("…", part, Duration.between(startTime, Instant.now())) + PLAIN;
    }

    private static String readyLine(String part, Duration duration) {
        return line("✓", part, duration);
    }

    private static String line(String mark, String part, Duration duration) {
        return "  %s %-20s %5.1f s".formatted(mark, part, duration.toMillis() / 1000.0);
    }
}
