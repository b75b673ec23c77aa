package io.doorway.approval.browser;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How browsers are remembered. */
@ConfigMapping(prefix = "doorway.known-browsers")
public interface KnownBrowserConfig {

    /** For how long after a typed code the browser is asked for none. */
    @DurationMin(seconds = 1)
    @WithDefault("P90D")
    Duration life();
}
