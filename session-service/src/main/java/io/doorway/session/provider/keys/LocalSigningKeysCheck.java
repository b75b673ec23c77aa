package io.doorway.session.provider.keys;

import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Refuses keys of the local platform in production. */
@Singleton
class LocalSigningKeysCheck implements SafetyCheck {
    private final ProviderConfig settings;

    LocalSigningKeysCheck(ProviderConfig settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> violation() {
        return LocalKeys.isLocal(new String(SigningKeyFile.read(settings.signingKeys()), StandardCharsets.ISO_8859_1))
                ? Optional.of("doorway.signing-keys: created by ./doorway up (expected: your own keys)")
                : Optional.empty();
    }
}
