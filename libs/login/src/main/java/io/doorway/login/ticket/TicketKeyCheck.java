package io.doorway.login.ticket;

import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Refuses a ticket key of the local platform in production. A service without tickets has no such key. */
@Singleton
class TicketKeyCheck implements SafetyCheck {

    private final Config config;

    TicketKeyCheck(Config config) {
        this.config = config;
    }

    @Override
    public Optional<String> violation() {
        return config.getOptionalValue("doorway.ticket.key", String.class)
                .filter(LocalKeys::isLocal)
                .map(key -> "doorway.ticket.key: made by ./doorway up (expected: 32 random bytes of your own)");
    }
}
