package io.doorway.testkit.servers;

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

/** PostgreSQL's programs for this machine, unpacked from their Maven artifact once per user. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /** The directory that holds {@code initdb} and {@code postgres}. */
    static Path unpacked() {
        try {
            Path unpacked = home().resolve("postgres-" + version());
            if (!Files.exists(unpacked)) {
                unpackTo(unpacked);
            }
            return unpacked.resolve("bin");
        } catch (IOException notUnpacked) {
            throw new UncheckedIOException(notUnpacked);
        }
    }

    /** Of this user alone to write, since programs run from it; others may read, as {@code nobody} must. */
    private static Path home() throws IOException {
        Path home = Path.of(System.getProperty("java.io.tmpdir"), "doorway-" + System.getProperty("user.name"));
        try {
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (FileAlreadyExistsException exists) {
            Path ours = Files.createTempFile("doorway-", ".owner");
            boolean same = Files.getOwner(ours).equals(Files.getOwner(home)) && !Files.isSymbolicLink(home);
            Files.delete(ours);
            if (!same) {
                throw new FileSystemException(home.toString(), null, "belongs to somebody else");
            }
        }
        return home;
    }

    /** Unpacked aside and then moved, so that several JVMs may do it at once and none sees half of it. */
    private static void unpackTo(Path directory) throws IOException {
        Path aside = Files.createTempDirectory(directory.getParent(), "unpacking-");
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, aside.resolve(entry.getName()));
            }
        }
        try {
            Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException anotherWasFaster) {
            DataDirectory.remove(aside);
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
            throw new IOException("No PostgreSQL for %s on %s among the dependencies".formatted(system, machine));
        }
        return archive;
    }

    /** The length tells two versions of the archive apart well enough for a directory's name. */
    private static String version() throws IOException {
        try (InputStream archive = archive()) {
            return Long.toString(archive.transferTo(java.io.OutputStream.nullOutputStream()));
        }
    }
}
