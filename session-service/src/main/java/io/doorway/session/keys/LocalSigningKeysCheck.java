package io.doorway.session.keys;

import io.doorway.edge.safety.LocalKeys;
import io.doorway.edge.safety.SafetyCheck;
import io.doorway.session.oauth.ProviderSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Keys that the local platform made must not sign in production. */
@ApplicationScoped
class LocalSigningKeysCheck implements SafetyCheck {
    private final ProviderSettings settings;

    LocalSigningKeysCheck(ProviderSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> violation() {
        try {
            return LocalKeys.isLocal(Files.readString(settings.signingKeys()))
                    ? Optional.of("doorway.signing-keys: made by ./doorway up (expected: keys of your own)")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("doorway.signing-keys: " + settings.signingKeys() + " cannot be read");
        }
    }
}
