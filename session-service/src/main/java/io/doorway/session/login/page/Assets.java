package io.doorway.session.login.page;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The static files of the pages, which the build has joined (ADR 0031), read once.
 *
 * <p>Their path contains a digest of all files, so that browsers can cache them indefinitely and never combine files of two versions.
 */
@Singleton
class Assets {

    private static final String FOLDER = "login-assets/";

    /** Of the QR encoder in the script. */
    private static final String LICENCE = "vendor/qr/LICENSE-MIT";

    private static final List<String> NAMES = List.of(
            "main.js", "return.js", "post.js", "silent.js", "language.js", "doorway.css", "doorway.svg", LICENCE);

    private final Map<String, Asset> files = new LinkedHashMap<>();
    private final String version;

    /**
     * A file.
     *
     * @param compressed the content as compressed once, by content coding (RFC 9110 section 8.4.1), the smallest first
     */
    record Asset(String mediaType, byte[] content, Map<String, byte[]> compressed) {}

    Assets() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : NAMES) {
            byte[] content = read(name);
            all.writeBytes(content);
            files.put(name, new Asset(mediaType(name), content, compressed(content)));
        }
        version = Base64Url.encode(Sha256.of(all.toByteArray())).substring(0, 16);
    }

    /** The path of the current version. */
    String path() {
        return "/login/assets/" + version;
    }

    /** The file, or empty if it does not exist or the version is not the current one. */
    Optional<Asset> find(String requestedVersion, String name) {
        return version.equals(requestedVersion) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }

    private static byte[] read(String name) {
        try (@Nullable InputStream file = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("missing resource: " + FOLDER + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compressed(byte[] content) {
        Map<String, byte[]> compressed = new LinkedHashMap<>();
        for (String coding : ContentCodings.AVAILABLE) {
            compressed.put(coding, ContentCodings.encode(coding, content, ContentCodings.SMALLEST));
        }
        return compressed;
    }

    private static String mediaType(String name) {
        if (name.equals(LICENCE)) {
            return "text/plain; charset=utf-8";
        }
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".js" -> "text/javascript; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
