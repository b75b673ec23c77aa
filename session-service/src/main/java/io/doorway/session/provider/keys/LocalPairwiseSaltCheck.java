package io.doorway.session.provider.keys;

import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses the pairwise salt of the local platform in production. */
@Singleton
class LocalPairwiseSaltCheck implements SafetyCheck {
    private final ProviderConfig settings;

    LocalPairwiseSaltCheck(ProviderConfig settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> violation() {
        return settings.pairwiseSalt()
                .filter(LocalKeys::isLocal)
                .map(salt -> "doorway.pairwise-salt: created by ./doorway up (expected: your own secret)");
    }
}
