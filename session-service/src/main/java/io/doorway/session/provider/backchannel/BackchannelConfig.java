package io.doorway.session.provider.backchannel;

import io.doorway.login.backchannel.PendingRequests.Bounds;
import io.doorway.web.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Requests of clients for known accounts (OpenID Connect CIBA). */
@ConfigMapping(prefix = "doorway.backchannel")
public interface BackchannelConfig {
    /** How many requests of all clients may be pending for one account. One client may have half of them, rounded up. */
    @WithDefault("5")
    @WithName("max-pending")
    @Within(min = "1", max = "100")
    int maxPending();

    /** How many requests of all clients an account may get in an hour. One client may make half of them, rounded up. */
    @WithDefault("20")
    @WithName("max-per-hour")
    @Within(min = "1", max = "1000")
    int maxPerHour();

    default Bounds bounds() {
        return new Bounds(maxPending(), maxPerHour());
    }
}
