package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.doorway.session.provider.client.RegisteredClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The resource that an access token is requested for (RFC 8707). A token is for one: for several, a client requests several tokens. */
public final class RequestedResource {
    private RequestedResource() {}

    /** Why the resources of a request cannot be granted to the client; empty if they can, also if there are none. */
    public static Optional<ErrorObject> refusal(@Nullable List<URI> requested, RegisteredClient client) {
        if (requested == null || requested.isEmpty()) {
            return Optional.empty();
        }
        boolean registered = requested.size() == 1
                && client.tokens().resources().contains(requested.getFirst().toString());
        return registered
                ? Optional.empty()
                : Optional.of(OAuth2Error.INVALID_TARGET.setDescription(
                        "resource must be one of the client's registered resources, and one in each request"));
    }

    /** The resource of a request that was not refused, or null. */
    public static @Nullable String of(@Nullable List<URI> requested) {
        return requested == null || requested.isEmpty()
                ? null
                : requested.getFirst().toString();
    }
}
