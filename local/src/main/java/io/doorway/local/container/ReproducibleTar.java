package io.doorway.local.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A layer of an image as an archive in which nothing depends on the time, the machine or the person that made it. */
final class ReproducibleTar implements AutoCloseable {

    /** The user and group of the programs in the images. */
    static final int USER = 10001;

    /** The earliest time that a ZIP file can express. */
    private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

    private static final int READABLE = 0644;
    private static final int SEARCHABLE = 0755;
    private static final int PRIVATE = 0700;

    private final TarArchiveOutputStream tar;
    private final Set<String> directories = new HashSet<>();

    ReproducibleTar(Path file) throws IOException {
        tar = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /** Adds a file that everyone may read and only root may change. */
    void add(String path, Path file) throws IOException {
        add(path, Files.readAllBytes(file));
    }

    /** Adds a text that everyone may read and only root may change. */
    void add(String path, String text) throws IOException {
        add(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String path, byte[] content) throws IOException {
        addParents(path);
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(content.length);
        put(entry, READABLE, 0);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Adds an empty directory that belongs to the program: a new volume that is mounted there belongs to it too. */
    void addOwnDirectory(String path) throws IOException {
        addParents(path);
        directories.add(path);
        addDirectory(path, PRIVATE, USER);
    }

    /** Every parent directory is an entry, because it would have the time of the build otherwise. */
    private void addParents(String path) throws IOException {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String directory = path.substring(0, end);
            if (directories.add(directory)) {
                addDirectory(directory, SEARCHABLE, 0);
            }
        }
    }

    private void addDirectory(String path, int mode, int owner) throws IOException {
        put(new TarArchiveEntry(path + "/", TarConstants.LF_DIR), mode, owner);
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveEntry entry, int mode, int owner) throws IOException {
        entry.setMode(mode);
        entry.setIds(owner, owner);
        entry.setNames("", "");
        entry.setLastModifiedTime(TIME);
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
