package io.doorway.protocol.encoding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), as bytes or as base64url text. */
public final class Sha256 {

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** The hash of the text's UTF-8 bytes, in base64url (43 characters). */
    public static String text(String text) {
        return Base64Url.encode(of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
