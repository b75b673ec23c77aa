package io.doorway.session.provider.client;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client takes part in logouts.
 *
 * @param redirectUris the addresses to which a browser may be redirected after a logout, compared as text (OpenID Connect RP-Initiated Logout
 *     section 3.1)
 * @param backchannelUri where logout tokens are posted (OpenID Connect Back-Channel Logout section 2.2), or null
 */
public record LogoutRegistration(
        Set<String> redirectUris, @Nullable URI backchannelUri) {

    /** A client that takes no part in logouts. */
    static final LogoutRegistration NONE = new LogoutRegistration(Set.of(), null);

    public LogoutRegistration {
        redirectUris = Set.copyOf(redirectUris);
    }
}
