package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.encoding.Base64Url;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code client_id} of a relying party (RFC 6749 section 2.2), chosen by the operator, or at random when it registers itself. */
public record ClientId(@JsonValue String value) implements Identifier {

    /** The form of the value, as a regular expression. */
    public static final String PATTERN = "[A-Za-z0-9._~-]{1,100}";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    private static final int RANDOM_BYTES = 16;

    /** @throws IllegalArgumentException unless the value is 1 to 100 letters, digits or . _ ~ - */
    @JsonCreator
    public ClientId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 100 letters, digits or . _ ~ -");
        }
    }

    /** An id of 128 random bits. It does not begin with "-", because commands take such an argument for an option. */
    public static ClientId random(RandomGenerator random) {
        return Stream.generate(() -> Base64Url.random(random, RANDOM_BYTES))
                .filter(text -> !text.startsWith("-"))
                .findFirst()
                .map(ClientId::new)
                .orElseThrow();
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
