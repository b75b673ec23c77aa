package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The identifier of a challenge: 128 random bits, 22 characters of base64url. It is not a secret; knowing it grants nothing. */
public record ChallengeId(@JsonValue String value) implements Identifier {

    /** The number of bytes of an id. */
    public static final int BYTES = 16;

    /** The number of buckets over which the store distributes challenges. */
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

    /** The id in untrusted text, or empty if the text does not have the form of one. */
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

    /** The bucket, 0 to 63: the first six bits of the SHA-256 hash of the id. */
    public int bucket() {
        return (Sha256.of(value.getBytes(StandardCharsets.US_ASCII))[0] & 0xff) >>> 2;
    }

    @Override
    public String toString() {
        return value;
    }
}
