package io.doorway.testkit.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Jazzer against one target: a class with {@code public static void fuzzerTestOneInput(byte[])} that throws if its invariant does
 * not hold. Jazzer runs in a separate process, because it instruments classes and exits after a finding.
 *
 * <p>A run has 3000 inputs, or lasts {@code -Ddoorway.fuzz.seconds}. It starts with the inputs in the resource {@code <target>.seeds}, one
 * per line, and stores its corpus in {@code target/fuzz/<target>}, with which the next run continues.
 */
public final class Fuzzer {

    private static final String DRIVER = "com.code_intelligence.jazzer.Jazzer";
    private static final Pattern RUN_COUNT = Pattern.compile("Done (\\d+) runs");
    private static final int DEFAULT_RUNS = 3000;
    private static final int INPUT_TIMEOUT_SECONDS = 5;

    private Fuzzer() {}

    /**
     * Runs the fuzzer; returns the number of inputs.
     *
     * @throws AssertionError if an input breaks the invariant, with the fuzzer's report, which contains the input
     */
    public static long run(Class<?> target) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
            Path corpus = Files.createDirectories(directory.resolve(target.getSimpleName()));
            writeSeeds(target, corpus);
            return run(target, corpus, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while fuzzing", e);
        }
    }

    private static long run(Class<?> target, Path corpus, Path directory) throws IOException, InterruptedException {
        Integer seconds = Integer.getInteger("doorway.fuzz.seconds");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        DRIVER,
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=io.doorway.**",
                        "--custom_hook_includes=io.doorway.**",
                        seconds == null ? "-runs=" + DEFAULT_RUNS : "-max_total_time=" + seconds,
                        "-timeout=" + INPUT_TIMEOUT_SECONDS,
                        "-max_len=4096",
                        "-len_control=0",
                        corpus.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher done = RUN_COUNT.matcher(report);
        if (process.waitFor() != 0 || !done.find()) {
            throw new AssertionError("the fuzzer of " + target.getSimpleName() + " has a finding:\n" + report);
        }
        return Long.parseLong(done.group(1));
    }

    /** Surefire passes its class path in a property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void writeSeeds(Class<?> target, Path corpus) throws IOException {
        String resource = target.getSimpleName() + ".seeds";
        try (InputStream seeds = target.getResourceAsStream(resource)) {
            if (seeds == null) {
                throw new IllegalArgumentException(
                        "no resource " + resource + " in the package of " + target.getName());
            }
            List<String> inputs = new String(seeds.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < inputs.size(); i++) {
                Files.writeString(corpus.resolve("seed-" + i), inputs.get(i));
            }
        }
    }
}
