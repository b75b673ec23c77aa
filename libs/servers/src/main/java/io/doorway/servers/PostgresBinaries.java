package io.doorway.servers;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked from their Maven artifact, once per user. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory with {@code initdb} and {@code postgres}. */
    static Path unpacked() {
        try {
            Path unpacked = home().resolve("postgres-" + version());
            if (!Files.exists(unpacked)) {
                unpackTo(unpacked);
            }
            return unpacked.resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writable by this user only, because programs run from it; readable by all, because {@code nobody} runs them if this user is root. */
    private static Path home() throws IOException {
        Path home = Path.of(System.getProperty("java.io.tmpdir"), "doorway-" + System.getProperty("user.name"));
        try {
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (FileAlreadyExistsException e) {
            Path probe = Files.createTempFile("doorway-", ".owner");
            boolean ownDirectory = Files.getOwner(probe).equals(Files.getOwner(home)) && !Files.isSymbolicLink(home);
            Files.delete(probe);
            if (!ownDirectory) {
                throw new FileSystemException(home.toString(), null, "belongs to another user");
            }
        }
        return home;
    }

    /** Unpacks into another directory and renames it, so that several JVMs can unpack at once and none sees an incomplete directory. */
    private static void unpackTo(Path directory) throws IOException {
        Path temporary = Files.createTempDirectory(directory.getParent(), "unpacking-");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, temporary.resolve(entry.getName()));
            }
        }
        try {
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException alreadyUnpacked) {
            DataDirectory.remove(temporary);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        if (archive == null) {
            throw new IOException("the dependencies contain no PostgreSQL for %s on %s".formatted(system, machine));
        }
        return archive;
    }

    /** The length of the archive, which differs between versions. */
    private static String version() throws IOException {
        try (InputStream archive = archive()) {
            return Long.toString(archive.transferTo(java.io.OutputStream.nullOutputStream()));
        }
    }
}
