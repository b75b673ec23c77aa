package io.doorway.approval.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * A device that was enrolled a short while ago may log in, but not approve what asks for the high assurance.
 *
 * <p>Whoever got hold of an enrolment code has a device, too; until the time is over the account's other devices, which are told
 * of it, can remove it. Both times are the database's clock.
 */
@ApplicationScoped
public class CoolingOff {
    private final EnrolmentRules rules;

    CoolingOff(EnrolmentRules rules) {
        this.rules = rules;
    }

    /** From when on the credential may approve the high assurance; empty if it may already. */
    public Optional<Instant> until(Credential credential) {
        return until(credential.enrolledAt(), credential.readAt());
    }

    /** The same for any device, at some time. */
    public Optional<Instant> until(Instant enrolledAt, Instant now) {
        Instant end = enrolledAt.plus(rules.coolingOff());
        return now.isBefore(end) ? Optional.of(end) : Optional.empty();
    }
}
