package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.ProjectDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Docker itself makes the same layers of the same files at another time. */
@EnabledIfEnvironmentVariable(
        named = "DOORWAY_SERVERS",
        matches = "containers",
        disabledReason = "requires Docker: ./doorway test --containers")
class ReproducibleImageTest {

    private static final List<String> TAGS = List.of("doorway-reproduced:1", "doorway-reproduced:2");

    @TempDir
    private Path directory;

    @AfterEach
    void removeImages() {
        TAGS.forEach(tag -> Docker.query("image", "rm", "--force", tag));
    }

    @Test
    void twoBuildsHaveTheSameLayers() throws IOException {
        Path program = Files.writeString(directory.resolve("program.jar"), "content");
        build(TAGS.getFirst(), program);
        Files.setLastModifiedTime(program, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));

        build(TAGS.getLast(), program);

        assertThat(Docker.layers(TAGS.getFirst())).hasSizeGreaterThan(3).isEqualTo(Docker.layers(TAGS.getLast()));
    }

    private void build(String tag, Path program) throws IOException {
        Path context = Files.createTempDirectory(directory, "context");
        for (String archive : List.of("libraries.tar", "application.tar", "cache.tar")) {
            try (ReproducibleTar tar = new ReproducibleTar(context.resolve(archive))) {
                tar.add(ImageContext.INSTALLATION + archive + "/program.jar", program);
            }
        }
        Docker.run(
                Duration.ofMinutes(3),
                "build",
                "--no-cache",
                "--file",
                ProjectDirectory.find().resolve("deploy/images/Dockerfile").toString(),
                "--tag",
                tag,
                context.toString());
    }
}
