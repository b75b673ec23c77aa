package io.doorway.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Archives of class data: a program writes its own when it ends for the first time, and the next start maps it instead of
 * parsing and verifying thousands of classes. The JVM renews an archive that does not fit its class path any more.
 */
final class Archives {

    private final Path directory;

    Archives(Path home) {
        directory = Home.cache(home).resolve("cds");
        try {
            Files.createDirectories(directory);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    List<String> jvmOptions(String name) {
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + directory.resolve(name + ".jsa"),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off");
    }
}
