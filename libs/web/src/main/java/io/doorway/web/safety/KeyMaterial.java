package io.doorway.web.safety;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key as MicroProfile JWT does: inline (PEM, JWK set, or one in base64), or at a location, which is an address of the scheme
 * {@code file} or {@code classpath}, a path, or the name of a resource on the class path.
 */
final class KeyMaterial {

    private static final String FILE = "file:";
    private static final String CLASSPATH = "classpath:";

    private KeyMaterial() {}

    /** Whether the text contains a key of the local platform, as it is or in base64. */
    static boolean isLocal(String key) {
        return LocalKeys.isLocal(key) || decoded(key).filter(LocalKeys::isLocal).isPresent();
    }

    /** The content at a location; empty if it cannot be read here, as that of an https address. */
    static Optional<String> at(String location) {
        try {
            if (location.startsWith(FILE)) {
                return Optional.of(Files.readString(path(location)));
            }
            if (location.startsWith(CLASSPATH)) {
                return resource(location.substring(CLASSPATH.length()));
            }
            Path path = Path.of(location);
            return Files.isReadable(path) ? Optional.of(Files.readString(path)) : resource(location);
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** {@code file:///etc/keys}, {@code file:/etc/keys} and {@code file:etc/keys}, with or without escapes. */
    private static Path path(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException notAbsolute) {
            return Path.of(location.substring(FILE.length()));
        }
    }

    private static Optional<String> resource(String name) throws IOException {
        String relative = name.startsWith("/") ? name.substring(1) : name;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (@Nullable InputStream stream = loader.getResourceAsStream(relative)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> decoded(String text) {
        try {
            String standard = text.strip().replace('-', '+').replace('_', '/');
            return Optional.of(new String(Base64.getMimeDecoder().decode(standard), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
