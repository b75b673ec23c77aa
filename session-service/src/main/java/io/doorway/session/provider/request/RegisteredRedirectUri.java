package io.doorway.session.provider.request;

import io.doorway.session.provider.client.RedirectUris;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import java.net.URI;
import java.util.Optional;

/**
 * Compares the {@code redirect_uri} of an authorization request with those of its client, character by character (RFC 9700 section
 * 4.1.3); the port of a loopback address of a native application may differ (RFC 8252 section 7.3). The comparison is separate from {@link AuthorizationChecks}, and first, because it decides where an error may be sent.
 */
public final class RegisteredRedirectUri {

    private RegisteredRedirectUri() {}

    /** The redirect URI of the request. Empty if it is missing, occurs twice or is not registered for the client. */
    public static Optional<URI> of(RequestParameters parameters, RegisteredClient client) {
        return parameters
                .single("redirect_uri")
                .filter(uri -> client.redirectUris().contains(uri)
                        || client.nativeApplication() && isRegisteredForAnyPort(uri, client))
                .map(URI::create);
    }

    private static boolean isRegisteredForAnyPort(String uri, RegisteredClient client) {
        return client.redirectUris().stream()
                .anyMatch(registered -> RedirectUris.isSameExceptLoopbackPort(registered, uri));
    }
}
