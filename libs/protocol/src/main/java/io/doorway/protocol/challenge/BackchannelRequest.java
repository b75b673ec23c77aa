package io.doorway.protocol.challenge;

import io.doorway.protocol.vocabulary.AccountId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a login without a browser has in its place (OpenID Connect CIBA Core 1.0 section 7.1).
 *
 * @param account the account that the relying party named; no other can claim the challenge. Whether it exists is not known
 * @param bindingMessage the text that the person compares with that of the place where the request began, or null
 * @param expiresIn from the creation until the person can no longer open or decide it, which the client receives as {@code expires_in} (section 7.3)
 */
public record BackchannelRequest(
        AccountId account, @Nullable String bindingMessage, Duration expiresIn) {
    /** The maximum length of a binding message, in code points. */
    public static final int MAX_BINDING_MESSAGE = 64;

    /** The longest {@code expiresIn}: the longer a request waits, the more people approve what they did not start. */
    public static final Duration MAX_EXPIRES_IN = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if {@code expiresIn} is not positive, or longer than {@link #MAX_EXPIRES_IN} */
    public BackchannelRequest {
        if (!expiresIn.isPositive() || expiresIn.compareTo(MAX_EXPIRES_IN) > 0) {
            throw new IllegalArgumentException("expires_in: " + expiresIn);
        }
    }
}
