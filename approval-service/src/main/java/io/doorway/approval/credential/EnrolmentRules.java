package io.doorway.approval.credential;

import io.doorway.approval.attestation.AttestationPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How a device comes to an account, and how far it is trusted at first. A value out of bounds stops the start. */
@ConfigMapping(prefix = "doorway.enrolment")
public interface EnrolmentRules {

    /** How long an enrolment code is good: a minute to an hour. */
    @WithDefault("PT10M")
    @DurationMin(minutes = 1)
    @DurationMax(hours = 1)
    Duration codeLife();

    /** How many wrong secrets burn a code. */
    @WithDefault("5")
    @Min(1)
    @Max(10)
    int codeTries();

    /** How many active devices an account may have. */
    @WithDefault("5")
    @Min(1)
    @Max(20)
    int maxDevices();

    /** How long a new device may not approve what asks for the high assurance: the time in which its owner can notice it. */
    @WithDefault("PT1H")
    @DurationMin
    @DurationMax(days = 30)
    Duration coolingOff();

    /** Whether a device has to be attested. */
    @WithDefault("optional")
    AttestationPolicy attestation();
}
