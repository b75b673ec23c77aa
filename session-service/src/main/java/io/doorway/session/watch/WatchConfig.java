package io.doorway.session.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many may wait. */
@ConfigMapping(prefix = "doorway.watch")
public interface WatchConfig {

    /** Sockets and streams of one address at this instance: an office of people who log in at once. */
    @WithDefault("256")
    int perAddress();
}
