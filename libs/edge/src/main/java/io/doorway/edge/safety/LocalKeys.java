package io.doorway.edge.safety;

import io.doorway.protocol.Base64Url;
import java.nio.charset.StandardCharsets;

/**
 * Recognizes the keys that the local platform makes: a symmetric one begins with the bytes of a marker, a key set has a member of
 * its name. They are as random as any other key, but they lie around on developers' disks.
 */
public final class LocalKeys {

    /** The marker: first bytes of a symmetric key (19 random ones follow), member of a JWK set. */
    public static final String MARKER = "doorway-local";

    private LocalKeys() {}

    /** Whether a key in base64url, or a JWK set in JSON, was made by the local platform. */
    public static boolean isLocal(String key) {
        return key.contains("\"" + MARKER + "\"")
                || key.startsWith(Base64Url.encode("doorway-loca".getBytes(StandardCharsets.US_ASCII)));
    }
}
