package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a directory without a project, with a script in place of Maven that creates what the launcher looks for. */
class LauncherBuildTest {

    /** The second command starts while the first one is building: the script waits for that, at most twenty seconds. */
    private static final String MAVEN = """
            #!/bin/bash
            echo build >>builds
            for attempt in {1..400}; do [ -f continue ] && break; sleep 0.05; done
            mkdir -p local/target && touch local/target/classpath
            for app in challenge-service approval-service session-service audit-service local/demo-bank; do
              mkdir -p $app/target/quarkus-app && touch $app/target/quarkus-app/quarkus-run.jar
            done
            """;

    @TempDir
    Path home;

    @BeforeEach
    void createProject() throws Exception {
        Files.copy(Path.of("../doorway"), home.resolve("doorway"));
        Path maven = Files.createDirectory(home.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void twoCommandsAtTheSameTimeBuildOnce() throws Exception {
        Process first = launch("first");
        await("builds", "build");
        Process second = launch("second");
        await("second", "Waiting for the build of another command");
        Files.createFile(home.resolve("continue"));

        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readAllLines(home.resolve("builds"))).isEqualTo(List.of("build"));
    }

    /** The command itself fails, because nothing is in the directory that Java could run. */
    private Process launch(String output) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/bash", home.resolve("doorway").toString(), "token", "security")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(output).toFile());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        return builder.start();
    }

    private void await(String file, String text) {
        Path path = home.resolve(file);
        Awaitility.await()
                .until(() -> Files.exists(path) && Files.readString(path).contains(text));
    }
}
