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
 * Archives of class data (CDS): a program writes its archive when it ends for the first time, and the next start maps it instead of
 * parsing and verifying thousands of classes. The JVM ignores an archive that does not match the program. Such an archive is removed here,
 * so that the program writes a new one.
 */
final class ClassDataArchives {

    private final Path directory;

    ClassDataArchives(Path home) {
        directory = ProjectDirectory.cache(home).resolve("cds");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options for a program that runs from this JAR. */
    List<String> jvmOptions(String name, Path jar) {
        return jvmOptions(name, Stream.of(jar));
    }

    /** The options for a program that uses the archive of another one and writes none. */
    List<String> readOnlyJvmOptions(String name) {
        return List.of("-XX:SharedArchiveFile=" + archive(name), "-Xlog:cds*=off");
    }

    /** The options for a program that runs from the class path of this JVM. */
    List<String> jvmOptions(String name) {
        return jvmOptions(
                name,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of));
    }

    private List<String> jvmOptions(String name, Stream<Path> sources) {
        Path archive = archive(name);
        try {
            if (sources.anyMatch(source -> modified(source).compareTo(modified(archive)) > 0)) {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    private Path archive(String name) {
        return directory.resolve(name + ".jsa");
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException missing) {
            return FileTime.fromMillis(0);
        }
    }
}
