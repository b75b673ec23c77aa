package io.doorway.edge.ticket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How login tickets are protected. */
@ConfigMapping(prefix = "doorway.ticket")
public interface TicketConfig {

    /** The HMAC key that session-service and challenge-service share: 32 random bytes in base64url. */
    String key();

    /** How long a ticket is good for. */
    @WithDefault("PT5M")
    Duration life();
}
