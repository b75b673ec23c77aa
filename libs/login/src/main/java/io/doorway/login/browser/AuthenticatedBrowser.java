package io.doorway.login.browser;

import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser that has proved its key, for one request.
 *
 * @param cookieHash hash of the binding cookie that it sent, or null if it sent none that is well formed
 * @param keyThumbprint RFC 7638 thumbprint of the key that it proved, base64url
 */
public record AuthenticatedBrowser(@Nullable String cookieHash, String keyThumbprint) {

    /**
     * Compares cookie and key in constant time, both in any case.
     *
     * @param bound the browser that a challenge is bound to
     * @return {@code WRONG_COOKIE} or else {@code WRONG_BROWSER_KEY}, or empty if this is that browser
     */
    public Optional<RefusalReason> mismatch(Browser bound) {
        boolean sameCookie = cookieHash != null && ConstantTime.equal(cookieHash, bound.cookieHash());
        boolean sameKey = ConstantTime.equal(keyThumbprint, bound.keyThumbprint());
        if (sameCookie && sameKey) {
            return Optional.empty();
        }
        return Optional.of(sameCookie ? RefusalReason.WRONG_BROWSER_KEY : RefusalReason.WRONG_COOKIE);
    }
}
