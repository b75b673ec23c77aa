package io.doorway.protocol.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.Base64Url;
import java.security.MessageDigest;

/**
 * Bytes that must not leak: they print as {@code [REDACTED]}, compare in constant time, and are read only by {@link #open()}, so
 * that a search for that name finds every place that sees them.
 */
public final class SecretBytes {

    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretBytes of(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    @JsonCreator
    static SecretBytes fromStore(String base64url) {
        return new SecretBytes(Base64Url.decode(base64url));
    }

    /** Only the store's own JSON holds the value; events have no field of this type (a test says so). */
    @JsonValue
    String toStore() {
        return Base64Url.encode(bytes);
    }

    /** A copy of the secret. */
    public byte[] open() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** Constant, because a hash of the secret would be a hint of it. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
