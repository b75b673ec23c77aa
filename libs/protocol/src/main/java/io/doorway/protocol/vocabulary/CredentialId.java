package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** The identifier of a device credential and the {@code kid} of its messages: 128 random bits, base64url. */
public record CredentialId(@JsonValue String value) implements Identifier {

    /** The form of the value, as a regular expression. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1,100}";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException unless the value is 1 to 100 base64url characters */
    @JsonCreator
    public CredentialId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 100 base64url characters");
        }
    }

    /** The id in untrusted text, or empty if the text is not of the form of one. */
    public static Optional<CredentialId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CredentialId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
