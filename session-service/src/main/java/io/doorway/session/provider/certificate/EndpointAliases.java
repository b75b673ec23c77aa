package io.doorway.session.provider.certificate;

import io.doorway.session.provider.oauth.Endpoints;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/**
 * The addresses of the endpoints at the origin where clients show their certificates: {@code mtls_endpoint_aliases} of RFC 8705 section 5. A
 * client that sends a request to one names it in what it signs.
 */
@Singleton
public class EndpointAliases {
    private final Optional<URI> origin;

    EndpointAliases(MutualTlsConfig config, Endpoints endpoints) {
        this.origin = config.origin().filter(configured -> !configured.equals(endpoints.at("")));
    }

    /** The alias of an endpoint's address; empty if it has none. */
    public Optional<URI> of(URI endpoint) {
        return origin.map(configured -> configured.resolve(endpoint.getRawPath()));
    }
}
