package io.doorway.session.provider.registration;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ClientId;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The secrets of clients that were registered by requests. They are computed of the client's id by HMAC-SHA256, so that nothing that is
 * stored contains one, and a wrong token is refused without a look at the database.
 */
@Singleton
class RegistrationSecrets {
    private static final String PROPERTY = "doorway.registration.key";
    private static final int KEY_BYTES = 32;

    private final Optional<Hmac> hmac;

    RegistrationSecrets(RegistrationConfig config) {
        this.hmac = config.key().map(RegistrationSecrets::decode).map(Hmac::withKey);
        if (config.enabled() && hmac.isEmpty()) {
            throw new IllegalArgumentException(PROPERTY + ": missing (doorway.registration.enabled needs it)");
        }
    }

    /** The {@code client_secret} of a client. */
    SecretText clientSecret(ClientId client) {
        return derived("client-secret", client);
    }

    /** The token with which a client manages its own registration (RFC 7592 section 1.2). */
    SecretText registrationAccessToken(ClientId client) {
        return derived("registration-access-token", client);
    }

    private SecretText derived(String purpose, ClientId client) {
        return SecretText.of(hmac.orElseThrow().text("doorway-" + purpose + "-v1:" + client));
    }

    private static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64Url.decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PROPERTY + ": not base64url", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(PROPERTY + ": expected " + KEY_BYTES + " bytes");
        }
        return bytes;
    }
}
