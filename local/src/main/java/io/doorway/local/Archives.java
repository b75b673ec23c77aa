package io.doorway.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Archives of class data: a program writes its own when it ends for the first time, and the next start maps it instead of
 * parsing and verifying thousands of classes. The JVM itself would go on without an archive that does not fit the program
 * any more; here it is removed, so that the program writes another.
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

    /** For a program that runs from this jar. */
    List<String> jvmOptions(String name, Path jar) {
        return jvmOptions(name, Stream.of(jar));
    }

    /** For a program that runs from the class path of this JVM. */
    List<String> jvmOptions(String name) {
        return jvmOptions(
                name,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of));
    }

    private List<String> jvmOptions(String name, Stream<Path> sources) {
        Path archive = directory.resolve(name + ".jsa");
        try {
            if (sources.anyMatch(source -> changed(source).compareTo(changed(archive)) > 0)) {
                Files.deleteIfExists(archive);
            }
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException missing) {
            return FileTime.fromMillis(0);
        }
    }
}
