package io.doorway.approval.credential;

import io.doorway.web.safety.SafetyCheck;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Refuses in production that a new device may at once do what its account's owner could not stop. */
@Singleton
class WaitingTimeChecks {

    @Produces
    @Singleton
    SafetyCheck newDevicesWait(EnrolmentConfig config) {
        return () -> violation("doorway.enrolment.cooling-off", config.coolingOff());
    }

    @Produces
    @Singleton
    SafetyCheck changesWait(EnrolmentConfig config) {
        return () -> violation("doorway.enrolment.change-delay", config.changeDelay());
    }

    private static Optional<String> violation(String property, Duration value) {
        return value.isZero()
                ? Optional.of(property + ": " + value + ", as ./doorway up sets it (expected: more than zero)")
                : Optional.empty();
    }
}
