package io.doorway.approval.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the phone web app, as the build has made them. */
final class AppFiles {

    private static final String FOLDER = "/META-INF/resources";

    private AppFiles() {}

    /**
     * @param path the file's address, such as {@code /app/index.html}
     * @throws IllegalStateException if the file is missing from this build
     */
    static byte[] bytes(String path) {
        try (InputStream file = AppFiles.class.getResourceAsStream(FOLDER + path)) {
            if (file == null) {
                throw new IllegalStateException("missing from this build: " + path);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as text. */
    static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
