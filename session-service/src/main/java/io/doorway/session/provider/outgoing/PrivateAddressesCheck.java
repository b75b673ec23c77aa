package io.doorway.session.provider.outgoing;

import io.doorway.session.provider.outgoing.OutgoingAddresses.OutgoingConfig;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses in production what lets relying parties have addresses of this machine, at which every certificate is accepted ({@link LoopbackTrust}). */
@Singleton
class PrivateAddressesCheck implements SafetyCheck {
    private final OutgoingConfig config;

    PrivateAddressesCheck(OutgoingConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> violation() {
        return config.privateAddresses()
                ? Optional.of("doorway.outgoing.private-addresses: set by ./doorway up (expected: false)")
                : Optional.empty();
    }
}
