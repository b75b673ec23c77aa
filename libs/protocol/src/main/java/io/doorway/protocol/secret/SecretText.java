package io.doorway.protocol.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that must not leak, such as an authorization code: the same rules as {@link SecretBytes}. */
public final class SecretText {

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    @JsonCreator
    public static SecretText of(String text) {
        return new SecretText(text);
    }

    /** The secret itself. */
    @JsonValue
    public String open() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && MessageDigest.isEqual(utf8(text), utf8(that.text));
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
