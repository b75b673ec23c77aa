package io.doorway.protocol.challenge;

import io.doorway.protocol.vocabulary.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What a login without a browser has in its place (OpenID Connect CIBA Core 1.0 section 7.1).
 *
 * @param account the account that the relying party named; no other can claim the challenge. Whether it exists is not known
 * @param bindingMessage the text that the person compares with that of the place where the request began, or null
 */
public record BackchannelRequest(
        AccountId account, @Nullable String bindingMessage) {
    /** The maximum length of a binding message, in code points. */
    public static final int MAX_BINDING_MESSAGE = 64;
}
