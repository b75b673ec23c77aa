package io.doorway.session.provider.sso;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The validated settings of single sign-on. */
@Startup
@Singleton
public class SsoSettings {

    /** The revocation list has its entries for a day: a longer session could be continued after its device was revoked. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private static final Duration MAX_LOGOUT_WITHIN = Duration.ofDays(30);

    private final Duration lifetime;
    private final Duration logoutWithin;

    SsoSettings(SsoConfig config) {
        this.lifetime = inRange("doorway.sso.lifetime", config.lifetime(), MAX_LIFETIME);
        this.logoutWithin = inRange("doorway.sso.logout-within", config.logoutWithin(), MAX_LOGOUT_WITHIN);
    }

    /** Whether a session can log a person in at all. */
    public boolean enabled() {
        return lifetime.isPositive();
    }

    /** How long a session logs its person in. */
    public Duration lifetime() {
        return lifetime;
    }

    /** How long the end of a login is reported that logs nobody in at further relying parties. */
    Duration logoutWithin() {
        return logoutWithin;
    }

    private static Duration inRange(String property, Duration configured, Duration max) {
        if (configured.isNegative() || configured.compareTo(max) > 0) {
            throw new IllegalArgumentException("%s: %s (expected: zero to %s)".formatted(property, configured, max));
        }
        return configured;
    }
}
