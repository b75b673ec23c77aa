package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a client asks known accounts without a browser (OpenID Connect CIBA Core 1.0 section 4).
 *
 * @param notificationEndpoint where the client is notified that a request has ended (ping mode), or null if it polls only
 * @param requestAlgorithm the signature algorithm of its requests; null if they are not signed
 * @param passkeyRequired whether every approval needs a passkey: unless the operator registered the client with a lower {@code acr}
 */
public record BackchannelRegistration(
        @Nullable URI notificationEndpoint, @Nullable JWSAlgorithm requestAlgorithm, boolean passkeyRequired) {}
