package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleTarTest {

    @TempDir
    private Path directory;

    @Test
    void theSameFilesAtAnotherTimeGiveTheSameArchive() throws IOException {
        Path file = Files.writeString(directory.resolve("program.jar"), "content");
        byte[] first = Files.readAllBytes(write("first.tar", file));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        file.toFile().setExecutable(true, false);

        byte[] second = Files.readAllBytes(write("second.tar", file));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theProgramCanWriteNothingButItsOwnDirectories() throws IOException {
        Path file = Files.writeString(directory.resolve("program.jar"), "content");

        try (TarFile tar = new TarFile(write("layer.tar", file))) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                boolean own = entry.getName().equals("secrets/part/");
                assertThat(entry.getLongUserId()).as(entry.getName()).isEqualTo(own ? ReproducibleTar.USER : 0);
                assertThat(entry.getMode() & 0022).as(entry.getName()).isZero();
            }
            assertThat(tar.getEntries())
                    .extracting(TarArchiveEntry::getName)
                    .containsExactly("opt/", "opt/doorway/", "opt/doorway/program.jar", "secrets/", "secrets/part/");
        }
    }

    private Path write(String name, Path file) throws IOException {
        Path archive = directory.resolve(name);
        try (ReproducibleTar tar = new ReproducibleTar(archive)) {
            tar.add("opt/doorway/program.jar", file);
            tar.addOwnDirectory("secrets/part");
        }
        return archive;
    }
}
