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
 * Runs Jazzer against one target: a class with {@code public static void fuzzerTestOneInput(byte[])} that throws when its invariant does
 * not hold. In a program of its own, because the fuzzer instruments classes and ends its program when it has found something.
 *
 * <p>A few thousand inputs in every build, however slow the machine; {@code -Ddoorway.fuzz.seconds} says how long otherwise. What it begins with is the resource {@code
 * <target>.seeds}, one input in a line; what it learns is kept in {@code target/fuzz/<target>}, so that the next run goes on from there.
 */
public final class Fuzzer {

    private static final String DRIVER = "com.code_intelligence.jazzer.Jazzer";
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");
    private static final int IN_EVERY_BUILD = 3000;
    private static final int SLOWEST_INPUT_SECONDS = 5;

    private Fuzzer() {}

    /**
     * How often the target was run without a finding.
     *
     * @throws AssertionError with the fuzzer's report, which has the input, if it found one that breaks the invariant
     */
    public static long run(Class<?> target) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
            Path corpus = Files.createDirectories(directory.resolve(target.getSimpleName()));
            plant(target, corpus);
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
                        seconds == null ? "-runs=" + IN_EVERY_BUILD : "-max_total_time=" + seconds,
                        "-timeout=" + SLOWEST_INPUT_SECONDS,
                        "-max_len=4096",
                        "-len_control=0",
                        corpus.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher done = DONE.matcher(report);
        if (process.waitFor() != 0 || !done.find()) {
            throw new AssertionError("the fuzzer of " + target.getSimpleName() + " found something:\n" + report);
        }
        return Long.parseLong(done.group(1));
    }

    /** Surefire hands its class path over in a property of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void plant(Class<?> target, Path corpus) throws IOException {
        String resource = target.getSimpleName() + ".seeds";
        try (InputStream seeds = target.getResourceAsStream(resource)) {
            if (seeds == null) {
                throw new IllegalArgumentException("no resource " + resource + " beside " + target.getName());
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
