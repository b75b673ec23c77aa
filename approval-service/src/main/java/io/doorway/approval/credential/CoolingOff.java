package io.doorway.approval.credential;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cooling-off period of a new device: until it ends, the device cannot approve a login that requires a passkey, removes no device but
 * itself, adds nothing to the account and makes no browser known to it.
 *
 * <p>A device can be enrolled with a stolen enrolment code. The other devices of the account list it as new, and during the period its
 * owner can revoke it. All times are by the database's clock.
 */
@Singleton
public class CoolingOff {
    private final EnrolmentConfig config;

    CoolingOff(EnrolmentConfig config) {
        this.config = config;
    }

    /** The end of the credential's period; empty if it has ended. */
    public Optional<Instant> end(Credential credential) {
        return end(credential.enrolledAt(), credential.readAt());
    }

    /** From when on the credential can approve a login that requires a passkey; empty if it can, or has no passkey. */
    public Optional<Instant> passkeyEnd(Credential credential) {
        return Stream.concat(end(credential).stream(), Stream.ofNullable(credential.passkeysActiveFrom()))
                .max(Comparator.naturalOrder());
    }

    /** The end of the period of a device that was enrolled at some time; empty if it has ended. */
    public Optional<Instant> end(Instant enrolledAt, Instant now) {
        Instant end = enrolledAt.plus(config.coolingOff());
        return now.isBefore(end) ? Optional.of(end) : Optional.empty();
    }
}
