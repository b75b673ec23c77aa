package io.doorway.session.provider.registration;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of clients that were registered by requests. They are computed of the client's id by HMAC-SHA256, so that nothing that is
 * stored contains one, and a wrong token is refused without a look at the database.
 */
@ApplicationScoped
class RegistrationSecrets {
    private static final String PROPERTY = "doorway.registration.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Optional<byte[]> key;

    RegistrationSecrets(RegistrationConfig config) {
        this.key = config.key().map(RegistrationSecrets::decode);
        if (config.enabled() && key.isEmpty()) {
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
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.orElseThrow(), ALGORITHM));
            String text = "doorway-" + purpose + "-v1:" + client;
            return SecretText.of(Base64Url.encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
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
