package io.doorway.session.provider.sso;

import io.doorway.web.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Single sign-on. */
@ConfigMapping(prefix = "doorway.sso")
public interface SsoConfig {

    /**
     * How long a browser that logged in is logged in at further relying parties without the phone, at most a day: the revocation list has
     * its entries that long. Zero: never. A relying party takes part if it is registered with {@code single_sign_on}.
     */
    @WithDefault("PT0S")
    @Within(min = "PT0S", max = "P1D")
    Duration lifetime();

    /** How long a relying party with a {@code backchannel_logout_uri} is informed of the end of a login, at most thirty days. */
    @WithDefault("P1D")
    @Within(min = "PT0S", max = "P30D")
    Duration logoutWithin();
}
