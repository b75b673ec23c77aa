package io.doorway.session.page;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
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
 * The static files of the pages, read once.
 *
 * <p>Their address carries a digest of all of them, so that a browser may keep them for good and still never mixes the modules of
 * two versions: modules import each other by relative addresses.
 */
@ApplicationScoped
class Assets {

    private static final String FOLDER = "login-assets/";

    /** The modules of the login page, so that a browser can load them all at once. */
    static final List<String> MODULES = List.of(
            "main.js",
            "challenge.js",
            "clock.js",
            "code.js",
            "frames.js",
            "key.js",
            "memory.js",
            "proof.js",
            "surroundings.js",
            "view.js",
            "watch.js");

    private static final List<String> OTHERS = List.of("return.js", "doorway.css", "doorway.svg");

    private final Map<String, Asset> files = new LinkedHashMap<>();
    private final String version;

    /** One file as it is served. */
    record Asset(String mediaType, byte[] content) {}

    Assets() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (List<String> names : List.of(MODULES, OTHERS)) {
            for (String name : names) {
                byte[] content = read(name);
                all.writeBytes(content);
                files.put(name, new Asset(mediaType(name), content));
            }
        }
        version = Base64Url.encode(Sha256.of(all.toByteArray())).substring(0, 16);
    }

    /** The path that the files are under. */
    String path() {
        return "/login/assets/" + version;
    }

    Optional<Asset> find(String wantedVersion, String name) {
        return version.equals(wantedVersion) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }

    private static byte[] read(String name) {
        try (@Nullable InputStream file = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the page's file is not packaged: " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".js" -> "text/javascript; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
