package io.doorway.session.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the login page behaves. */
@ConfigMapping(prefix = "doorway.page")
public interface PageConfig {

    /** How long an unattended page replaces expired codes by itself; then a person clicks. */
    @WithDefault("PT180S")
    Duration renewFor();
}
