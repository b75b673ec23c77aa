package io.doorway.servers;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory for the data of servers: a given one, which is kept, or a temporary one, which is removed. */
public final class DataDirectory implements AutoCloseable {

    private static final Path TEMPORARY =
            Path.of(requireNonNullElse(System.getenv("DOORWAY_TEMPORARY"), System.getProperty("java.io.tmpdir")));

    private final Path path;
    private volatile boolean kept;

    private DataDirectory(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    /** A given directory, created if necessary. {@link #close()} keeps it. */
    public static DataDirectory kept(Path path) {
        try {
            return new DataDirectory(Files.createDirectories(path).toAbsolutePath(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A directory that {@link #close()} removes, at the latest when this JVM ends. Its parent is the directory in the environment variable
     * {@code DOORWAY_TEMPORARY}, otherwise the system's directory for temporary files.
     */
    public static DataDirectory temporary(String name) {
        try {
            DataDirectory data =
                    new DataDirectory(Files.createTempDirectory(TEMPORARY, "doorway-" + name + "-"), false);
            ShutdownTasks.register(ShutdownTasks.Phase.REMOVE, data::close);
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** A directory inside this one, created if necessary. */
    public Path subdirectory(String name) {
        try {
            return Files.createDirectories(resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a temporary directory, so that its logs can be examined after a failure. */
    public void keep() {
        kept = true;
    }

    /** Copies a resource of this package into the directory, for a program that cannot read it from a JAR. */
    Path copyOf(String resource) {
        try (InputStream content = requireNonNull(DataDirectory.class.getResourceAsStream(resource))) {
            Path copy = resolve(resource);
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!kept) {
            remove(path);
        }
    }

    /** Removes the directory with its content; does nothing if it does not exist. */
    static void remove(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataDirectory::delete);
        } catch (IOException | UncheckedIOException inUse) {
            // A server that is stopping may still write. What remains is in the directory for temporary files.
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
