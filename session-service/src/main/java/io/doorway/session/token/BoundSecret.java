package io.doorway.session.token;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.secret.SecretText;
import io.doorway.store.redis.Keys;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A 256-bit secret that says which challenge it came from: an authorization code, an access token. The challenge is in the text
 * because everything about a login lies in the challenge's bucket, where one script sees all of it.
 *
 * @param challenge where it came from; no secret
 * @param text all of it, {@code <challenge id>.<43 characters>}
 */
public record BoundSecret(ChallengeId challenge, SecretText text) {
    private static final int BYTES = 32;

    public static BoundSecret random(ChallengeId challenge, RandomGenerator random) {
        return new BoundSecret(challenge, SecretText.of(challenge.value() + "." + Base64Url.random(random, BYTES)));
    }

    /** The secret in a stranger's text, or empty if it has another shape. */
    public static Optional<BoundSecret> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !isSecret(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return ChallengeId.parse(text.substring(0, dot)).map(id -> new BoundSecret(id, SecretText.of(text)));
    }

    /** The Redis key of what is known about it: the hash, so that whoever reads keys cannot use them. */
    public String key(String kind) {
        return Keys.in(challenge.bucket(), kind + ":" + Sha256.text(text.open()));
    }

    private static boolean isSecret(String text) {
        try {
            return Base64Url.decode(text).length == BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
