package io.doorway.clients.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that only their owner may access, from the moment in which they are created. */
public final class PrivateFiles {

    private static final String FILE_PERMISSIONS = "rw-------";
    private static final String DIRECTORY_PERMISSIONS = "rwx------";

    private PrivateFiles() {}

    /**
     * Creates the directory and its parents if necessary, and restricts the directory to its owner.
     *
     * @return the directory
     * @throws UncheckedIOException if it cannot be created or is not this user's
     */
    public static Path directory(Path path) {
        try {
            Files.createDirectories(path);
            return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(DIRECTORY_PERMISSIONS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the file atomically: a concurrent reader sees the old content or the new one.
     *
     * @return the file
     * @throws UncheckedIOException if it cannot be written
     */
    public static Path write(Path file, String content) {
        try {
            var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_PERMISSIONS));
            Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "writing", "", permissions);
            Files.writeString(temporary, content);
            return Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file as UTF-8.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
