package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher prints a command's usage from a directory in which nothing is built and with neither a JDK nor Maven. */
class LauncherHelpTest {

    private static final Path LAUNCHER = Path.of("../doorway");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up", "phone", "link", "token", "doctor", "images", "clients", "keys", "bench", "test", "fuzz", "help"
            })
    void everyCommandPrintsItsUsage(String command) throws Exception {
        assertThat(launch(command, "--help"))
                .startsWith("  ./doorway " + command)
                .doesNotContain("Building");
    }

    @ParameterizedTest
    @CsvSource({"up,--bank-check", "phone,--keys", "doctor,--audit", "bench,--saturate"})
    void theUsageHasTheOptions(String command, String option) throws Exception {
        assertThat(launch(command, "-h")).contains(option);
    }

    private String launch(String... arguments) throws Exception {
        Path launcher = Files.copy(LAUNCHER, home.resolve("doorway"));
        List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
