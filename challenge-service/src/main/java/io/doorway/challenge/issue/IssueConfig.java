package io.doorway.challenge.issue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many challenges a page may ask for. */
@ConfigMapping(prefix = "doorway.issue")
public interface IssueConfig {

    /** Challenges for one ticket: a page renews silently a few times and after that by a click. */
    @WithDefault("10")
    int perTicket();
}
