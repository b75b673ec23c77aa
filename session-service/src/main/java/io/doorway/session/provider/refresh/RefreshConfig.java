package io.doorway.session.provider.refresh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration of refresh tokens. */
@ConfigMapping(prefix = "doorway.refresh")
public interface RefreshConfig {
    /** How long after the login a relying party may refresh its tokens, at most 90 days. */
    @WithDefault("P30D")
    Duration lifetime();

    /** How long a refresh token may be unused. */
    @WithDefault("P14D")
    Duration idle();
}
