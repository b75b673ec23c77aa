package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** The identifier of an account, chosen by the operator: stable and never given to another person. */
public record AccountId(@JsonValue String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._@+-]{1,200}");

    /** @throws IllegalArgumentException unless the value is 1 to 200 letters, digits or . _ @ + - */
    @JsonCreator
    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 200 letters, digits or . _ @ + -");
        }
    }

    /** The id in untrusted text, or empty if the text is not of the form of one. */
    public static Optional<AccountId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
