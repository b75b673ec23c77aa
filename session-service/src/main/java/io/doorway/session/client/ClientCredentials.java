package io.doorway.session.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import io.doorway.protocol.secret.SecretText;
import java.net.URI;

/** How a client proves to be itself. */
public sealed interface ClientCredentials {
    /** A secret that both sides know: {@code client_secret_basic}. */
    record SharedSecret(SecretText secret) implements ClientCredentials {}

    /** Public keys written in the registration: {@code private_key_jwt}. */
    record WrittenKeys(JWKSet keys) implements ClientCredentials {}

    /** Public keys that the client publishes and may rotate: {@code private_key_jwt}. */
    record PublishedKeys(URI address) implements ClientCredentials {}

    /** The one method that the client may use; any other is refused, so that no weaker one can be chosen for it. */
    default ClientAuthenticationMethod method() {
        return switch (this) {
            case SharedSecret secret -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
            case WrittenKeys keys -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
            case PublishedKeys keys -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
        };
    }
}
