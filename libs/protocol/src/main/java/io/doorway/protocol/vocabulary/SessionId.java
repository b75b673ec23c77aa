package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifier of the session that a consumed challenge leads to. It is derived from the challenge, so that every service computes
 * the same id.
 */
public record SessionId(@JsonValue String value) implements Identifier {

    /** The form of the value, as a regular expression. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1,100}";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException unless the value is 1 to 100 base64url characters */
    @JsonCreator
    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 100 base64url characters");
        }
    }

    /** The id in untrusted text, or empty if the text is not of the form of one. */
    public static Optional<SessionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    /** The session of this challenge: the first 16 bytes of a hash of the challenge id, base64url. */
    public static SessionId of(ChallengeId id) {
        byte[] hash = Sha256.of(("session:" + id.value()).getBytes(StandardCharsets.US_ASCII));
        return new SessionId(Base64Url.encode(Arrays.copyOf(hash, 16)));
    }

    @Override
    public String toString() {
        return value;
    }
}
