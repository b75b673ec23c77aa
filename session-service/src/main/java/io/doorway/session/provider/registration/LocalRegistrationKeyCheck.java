package io.doorway.session.provider.registration;

import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses the key of the local platform in production. */
@Singleton
class LocalRegistrationKeyCheck implements SafetyCheck {
    private final RegistrationConfig config;

    LocalRegistrationKeyCheck(RegistrationConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> violation() {
        return config.key()
                .filter(LocalKeys::isLocal)
                .map(key -> "doorway.registration.key: made by ./doorway up (expected: a key of your own)");
    }
}
