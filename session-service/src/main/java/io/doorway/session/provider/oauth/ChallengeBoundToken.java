package io.doorway.session.provider.oauth;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.redis.RedisKeys;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An authorization code or access token: a 256-bit secret with the id of its challenge. The id selects the Redis bucket of the challenge,
 * so that one script can read and change all data of a login.
 *
 * @param challenge the challenge that the token was issued for; not secret
 * @param text the whole token, {@code <challenge id>.<43 characters>}
 */
public record ChallengeBoundToken(ChallengeId challenge, SecretText text) {
    private static final int BYTES = 32;

    public static ChallengeBoundToken random(ChallengeId challenge, RandomGenerator random) {
        return new ChallengeBoundToken(
                challenge, SecretText.of(challenge.value() + "." + Base64Url.random(random, BYTES)));
    }

    /** Parses untrusted text; empty if it is malformed. */
    public static Optional<ChallengeBoundToken> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !isSecret(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return ChallengeId.parse(text.substring(0, dot)).map(id -> new ChallengeBoundToken(id, SecretText.of(text)));
    }

    /** The Redis key for a record about this token. It contains the hash, so that a reader of keys cannot use the token. */
    public String key(String kind) {
        return RedisKeys.inBucket(challenge.bucket(), kind + ":" + Sha256.text(text.open()));
    }

    private static boolean isSecret(String text) {
        try {
            return Base64Url.decode(text).length == BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
