package io.doorway.session.provider.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Dynamic registration of clients. */
@ConfigMapping(prefix = "doorway.registration")
public interface RegistrationConfig {
    /** Whether clients can be registered by requests with an operator's token of the role {@code registration}. */
    @WithDefault("false")
    boolean enabled();

    /**
     * The key, 32 bytes in base64url, of which the secrets and the registration access tokens of these clients are computed; the database has
     * none of them. Required if registration is enabled. With another key every such client has to be registered again.
     */
    Optional<String> key();

    /** The properties under {@code doorway} that every client gets that is registered by a request, as YAML. */
    @WithDefault("{}")
    String policy();

    /** The number of clients that may be registered by requests. */
    @WithDefault("1000")
    @WithName("max-clients")
    int maxClients();
}
