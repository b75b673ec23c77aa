package io.doorway.e2e.support;

import io.doorway.local.Platform.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The calls that the platform's Redis gets, by {@code MONITOR}, with the keys that they name. Without what background loops ask for. Calls of
 * one connection that follow each other within microseconds are one round trip.
 */
public final class RedisMonitor implements AutoCloseable {

    private static final Pattern CALL = Pattern.compile("\\+([0-9.]+) \\[0 ([^]]+)] (.*)");
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final List<String> BACKGROUND =
            List.of("deadlines", "lease", "history", "registration", "\"TIME\"", "\"PING\"", "\"XLEN\"", "\"HELLO\"");
    private static final int EVAL_KEYS = 3;

    private final Socket socket;
    private final List<String> calls = new ArrayList<>();

    /** Begins to listen. */
    public RedisMonitor() {
        String[] address = TestPlatform.platform().address(Parts.REDIS).split(":");
        try {
            socket = new Socket(address[0], Integer.parseInt(address[1]));
            socket.getOutputStream().write("*1\r\n$7\r\nMONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            lines.readLine();
            Thread.ofVirtual().start(() -> listen(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                call(line);
            }
        } catch (IOException closed) {
            // The monitor was closed.
        }
    }

    private void call(String line) {
        CALL.matcher(line).results().forEach(call -> {
            String words = call.group(3);
            if (!call.group(2).equals("lua") && BACKGROUND.stream().noneMatch(words::contains)) {
                synchronized (calls) {
                    calls.add("    " + call.group(1) + " " + call.group(2) + " " + summary(words));
                }
            }
        });
    }

    /** The command and its first key, or all keys of a script. */
    private static String summary(String text) {
        List<String> words =
                WORD.matcher(text).results().map(RedisMonitor::firstGroup).toList();
        return words.getFirst().startsWith("EVAL")
                ? words.getFirst() + " "
                        + words.subList(EVAL_KEYS, EVAL_KEYS + Integer.parseInt(words.get(EVAL_KEYS - 1)))
                : String.join(" ", words.stream().limit(2).toList());
    }

    private static String firstGroup(MatchResult word) {
        return word.group(1);
    }

    /** The calls since the last time. */
    public List<String> take() {
        synchronized (calls) {
            List<String> taken = List.copyOf(calls);
            calls.clear();
            return taken;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
