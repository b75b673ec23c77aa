package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The name of a challenge: 128 random bits, 22 characters of base64url. It is an address, not a secret: knowing it allows
 * nothing.
 */
public record ChallengeId(@JsonValue String value) {

    /** How many bytes an id has. */
    public static final int BYTES = 16;

    /** How many buckets the store spreads challenges over. */
    public static final int BUCKETS = 64;

    /** @throws IllegalArgumentException unless the value is 16 bytes in canonical base64url */
    @JsonCreator
    public ChallengeId {
        if (Base64Url.decode(value).length != BYTES) {
            throw new IllegalArgumentException("a challenge id has 16 bytes");
        }
    }

    public static ChallengeId random(RandomGenerator random) {
        return new ChallengeId(Base64Url.random(random, BYTES));
    }

    public static ChallengeId of(byte[] bytes) {
        return new ChallengeId(Base64Url.encode(bytes));
    }

    /** The id that a stranger's text names, or empty if it names none. */
    public static Optional<ChallengeId> parse(String text) {
        try {
            return Optional.of(new ChallengeId(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        return Base64Url.decode(value);
    }

    /** The bucket, 0 to 63: the first six bits of the id's hash. */
    public int bucket() {
        return (Sha256.of(value.getBytes(StandardCharsets.US_ASCII))[0] & 0xff) >>> 2;
    }

    @Override
    public String toString() {
        return value;
    }
}
