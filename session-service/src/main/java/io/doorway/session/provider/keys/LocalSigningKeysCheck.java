package io.doorway.session.provider.keys;

import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Refuses keys of the local platform in production. */
@ApplicationScoped
class LocalSigningKeysCheck implements SafetyCheck {
    private final ProviderConfig settings;

    LocalSigningKeysCheck(ProviderConfig settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> violation() {
        try {
            return LocalKeys.isLocal(Files.readString(settings.signingKeys()))
                    ? Optional.of("doorway.signing-keys: created by ./doorway up (expected: your own keys)")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("doorway.signing-keys: " + settings.signingKeys() + " cannot be read");
        }
    }
}
