package io.doorway.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets, which nobody but their owner may read, not even for the moment in which they are written. */
final class OwnerOnly {

    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private OwnerOnly() {}

    static Path directory(Path path) {
        try {
            Files.createDirectories(path);
            return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(DIRECTORY));
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    /** Replaces the file as a whole: a reader sees the old one or the new one. */
    static Path write(Path file, String content) {
        try {
            var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE));
            Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "writing", "", permissions);
            Files.writeString(written, content);
            return Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }
}
