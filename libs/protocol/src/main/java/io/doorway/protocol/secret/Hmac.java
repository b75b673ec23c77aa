package io.doorway.protocol.secret;

import io.doorway.protocol.encoding.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104, FIPS 180-4) with one key, as bytes or as base64url text. Any number of threads may use an instance.
 *
 * <p>It is initialised once and cloned for each computation, because looking up the algorithm and preparing the key take as long as
 * hashing a small event.
 */
public final class Hmac {

    /** The length of a MAC. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    private Hmac(byte[] key) {
        try {
            this.keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    /**
     * Computes MACs with the key.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public static Hmac withKey(byte[] key) {
        return new Hmac(key);
    }

    /**
     * Computes MACs with the key.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public static Hmac withKey(SecretBytes key) {
        return new Hmac(key.open());
    }

    /** MACs with another key, derived from this one for one purpose: the MAC of its name. */
    public Hmac forPurpose(String name) {
        return withKey(of(name.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The MAC of the parts, one after another and without their lengths: the caller ensures that no other parts are the same bytes. */
    public byte[] of(byte[]... parts) {
        Mac mac = copy();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** The MAC of the text's UTF-8 bytes, in base64url (43 characters). */
    public String text(String text) {
        return Base64Url.encode(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA256 cannot be cloned", e);
        }
    }
}
