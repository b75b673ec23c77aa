package io.doorway.protocol.encoding;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Base64url without padding (RFC 4648 section 5), the encoding of ids, keys and hashes on the wire. */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** Encodes random bytes. A secret needs at least 16 bytes from a cryptographically strong generator. */
    public static String random(RandomGenerator random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return encode(value);
    }

    /**
     * Decodes canonical base64url.
     *
     * @throws IllegalArgumentException for padding, other characters, or unused bits that are not zero, so that two different texts
     *     never decode to the same bytes
     */
    public static byte[] decode(String text) {
        byte[] bytes = DECODER.decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not canonical base64url");
        }
        return bytes;
    }
}
