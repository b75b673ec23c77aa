package io.doorway.local.container;

import io.doorway.local.LocalPlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command {@code docker}, with a bound for each call. */
final class Docker {

    private static final Duration QUERY = Duration.ofSeconds(30);

    private Docker() {}

    /**
     * Runs {@code docker} and returns what it printed.
     *
     * @throws LocalPlatformException if it fails, with its last lines, or if it does not end in the time
     */
    static String run(Duration limit, String... arguments) {
        return execute(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList(), Map.of(), limit);
    }

    /** Runs a query, which takes no time. */
    static String query(String... arguments) {
        return run(QUERY, arguments).strip();
    }

    /** The id of the image; empty if there is none. */
    static boolean hasImage(String image) {
        return !query("image", "ls", "--quiet", image).isEmpty();
    }

    /** The digests of the layers of the image, from the lowest. */
    static List<String> layers(String image) {
        return query("image", "inspect", "--format", "{{range .RootFS.Layers}}{{println .}}{{end}}", image)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /**
     * Runs a command and returns its output, with its errors.
     *
     * @param environment added to that of this program
     */
    static String execute(List<String> command, Map<String, String> environment, Duration limit) {
        try {
            Path output = Files.createTempFile("doorway-", ".log");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroy();
                }
                String text = Files.readString(output, StandardCharsets.UTF_8);
                if (!ended || process.exitValue() != 0) {
                    throw new LocalPlatformException("%s %s:%n%s"
                            .formatted(
                                    String.join(" ", command.subList(0, Math.min(command.size(), 3))),
                                    ended ? "failed" : "did not end in %d s".formatted(limit.toSeconds()),
                                    lastLines(text)));
                }
                return text;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new LocalPlatformException("cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted", e);
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
