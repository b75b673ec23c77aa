package io.doorway.login.browser;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token with which a page opens the first WebSocket of its challenge. It stands for the key proof of the call that created the
 * challenge and was answered with it; the binding cookie is required as well.
 *
 * <p>It is a MAC with the challenge's own key, {@code HMAC-SHA256(frame key; "socket", id, thumbprint of the browser's key, hash of the
 * cookie)}, so that nothing is stored until it is used, and then only that it was. The inputs of the frames' MACs begin with another byte.
 */
@Singleton
public class SocketTokens {

    /** How long after the creation of its challenge a token is accepted. A page opens its socket at once. */
    public static final Duration VALID_FOR = Duration.ofSeconds(30);

    private static final byte[] LABEL = "socket".getBytes(StandardCharsets.US_ASCII);

    private final RedisFlags flags;

    SocketTokens(RedisFlags flags) {
        this.flags = flags;
    }

    /** The token of the challenge, 43 characters of base64url. */
    public static String of(Challenge challenge) {
        Browser browser = challenge.loginRequest().browser();
        return Base64Url.encode(Hmac.withKey(challenge.frameKey())
                .of(
                        LABEL,
                        challenge.id().bytes(),
                        browser.keyThumbprint().getBytes(StandardCharsets.US_ASCII),
                        browser.cookieHash().getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Marks what a browser has sent as used: a token together with a binding cookie, so that nobody can use up the token without the cookie.
     * Neither is verified yet; the caller marks them in the round trip in which it reads the challenge.
     *
     * @param cookie the binding cookie as sent, or null
     * @return whether this is the first use; fails with {@code StoreUnavailableException} if Redis does not answer
     */
    public Uni<Boolean> markUsed(String token, @Nullable String cookie) {
        return BindingCookie.parse(cookie)
                .map(sent -> flags.setIfAbsent("socket-token:" + Sha256.text(sent.hash() + "\n" + token), VALID_FOR))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    /**
     * Accepts a token once, from the browser that the challenge is bound to.
     *
     * @param cookie the binding cookie as sent, or null
     * @param firstUse as {@link #markUsed} has answered
     * @return empty if it is accepted; {@code WRONG_COOKIE} or {@code WRONG_BROWSER_KEY} if it is not that of this challenge and
     *     browser, {@code EXPIRED} or {@code REPLAYED} if it was
     */
    public static Optional<RefusalReason> refusal(
            String token, @Nullable String cookie, boolean firstUse, ChallengeSnapshot loaded) {
        Challenge challenge = loaded.challenge();
        Browser bound = challenge.loginRequest().browser();
        boolean sameCookie = BindingCookie.parse(cookie)
                .filter(sent -> ConstantTime.equal(sent.hash(), bound.cookieHash()))
                .isPresent();
        boolean sameToken = ConstantTime.equal(token, of(challenge));
        if (!sameCookie || !sameToken) {
            return Optional.of(sameCookie ? RefusalReason.WRONG_BROWSER_KEY : RefusalReason.WRONG_COOKIE);
        }
        if (!loaded.now().isBefore(challenge.loginRequest().createdAt().plus(VALID_FOR))) {
            return Optional.of(RefusalReason.EXPIRED);
        }
        return firstUse ? Optional.empty() : Optional.of(RefusalReason.REPLAYED);
    }
}
