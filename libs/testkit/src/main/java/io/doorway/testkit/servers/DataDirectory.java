package io.doorway.testkit.servers;

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

/** Where a server keeps its data: a directory that was given and is kept, or a temporary one that is removed. */
public final class DataDirectory implements AutoCloseable {

    private static final Path TEMPORARY =
            Path.of(requireNonNullElse(System.getenv("DOORWAY_TEMPORARY"), System.getProperty("java.io.tmpdir")));

    private final Path path;
    private volatile boolean kept;

    private DataDirectory(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    public static DataDirectory given(Path path) {
        try {
            return new DataDirectory(Files.createDirectories(path).toAbsolutePath(), true);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    /**
     * Removed by {@link #close()}, or when this JVM ends. It is where {@code DOORWAY_TEMPORARY} says, or with everything
     * else that is temporary.
     */
    public static DataDirectory temporary(String name) {
        try {
            DataDirectory data =
                    new DataDirectory(Files.createTempDirectory(TEMPORARY, "doorway-" + name + "-"), false);
            AtExit.run(data::close);
            return data;
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** A directory inside this one. */
    public Path subdirectory(String name) {
        try {
            return Files.createDirectories(resolve(name));
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    /** From now on it is kept, for somebody to look what went wrong. */
    public void keep() {
        kept = true;
    }

    /** Puts a file of this package into the directory, for a program that cannot read it from a jar. */
    Path copyOf(String resource) {
        try (InputStream packed = requireNonNull(DataDirectory.class.getResourceAsStream(resource))) {
            Path copy = resolve(resource);
            Files.copy(packed, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    @Override
    public void close() {
        if (!kept) {
            remove(path);
        }
    }

    /** Removes the directory with all it holds; one that is gone already is no error. */
    static void remove(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataDirectory::delete);
        } catch (IOException | UncheckedIOException stillWritten) {
            // A server that is just ending may still write; what it leaves behind lies in the temporary directory.
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }
}
