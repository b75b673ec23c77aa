package io.doorway.approval.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * The cooling-off period of a new device: until it ends, the device cannot approve a login that requires a passkey.
 *
 * <p>A device can be enrolled with a stolen enrolment code. The other devices of the account list it as new, and during the period its
 * owner can revoke it. All times are by the database's clock.
 */
@ApplicationScoped
public class CoolingOff {
    private final EnrolmentConfig config;

    CoolingOff(EnrolmentConfig config) {
        this.config = config;
    }

    /** The end of the credential's period; empty if it has ended. */
    public Optional<Instant> end(Credential credential) {
        return end(credential.enrolledAt(), credential.readAt());
    }

    /** The end of the period of a device that was enrolled at some time; empty if it has ended. */
    public Optional<Instant> end(Instant enrolledAt, Instant now) {
        Instant end = enrolledAt.plus(config.coolingOff());
        return now.isBefore(end) ? Optional.of(end) : Optional.empty();
    }
}
