package io.doorway.protocol.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A secret text, such as an authorization code. The rules of {@link SecretBytes} apply. */
public final class SecretText {

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    @JsonCreator
    public static SecretText of(String text) {
        return new SecretText(text);
    }

    /** The secret. */
    @JsonValue
    public String open() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && ConstantTime.equal(text, that.text);
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
