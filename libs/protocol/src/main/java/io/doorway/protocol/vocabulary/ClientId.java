package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code client_id} of a relying party (RFC 6749 section 2.2), chosen by the operator. */
public record ClientId(@JsonValue String value) implements Identifier {

    /** The form of the value, as a regular expression. */
    public static final String PATTERN = "[A-Za-z0-9._~-]{1,100}";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException unless the value is 1 to 100 letters, digits or . _ ~ - */
    @JsonCreator
    public ClientId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 100 letters, digits or . _ ~ -");
        }
    }

    /** The id in untrusted text, or empty if the text is not of the form of one. */
    public static Optional<ClientId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
