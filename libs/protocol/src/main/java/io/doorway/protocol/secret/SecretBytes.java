package io.doorway.protocol.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.encoding.Base64Url;
import java.util.random.RandomGenerator;

/**
 * Secret bytes. They print as {@code [REDACTED]}, are compared in constant time and are read only by {@link #open()}, so that a search
 * for this method finds every reader.
 */
public final class SecretBytes {

    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretBytes of(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** A new secret of this many random bytes. */
    public static SecretBytes random(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    @JsonCreator
    static SecretBytes fromStore(String base64url) {
        return new SecretBytes(Base64Url.decode(base64url));
    }

    /** For the JSON of the store only. Events have no field of this type; a test checks it. */
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
        return other instanceof SecretBytes that && ConstantTime.equal(bytes, that.bytes);
    }

    /** Constant, because a hash would reveal information about the secret. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
