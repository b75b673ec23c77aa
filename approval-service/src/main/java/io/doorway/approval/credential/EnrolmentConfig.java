package io.doorway.approval.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Enrolment of devices. A value out of its bounds stops the start. */
@ConfigMapping(prefix = "doorway.enrolment")
public interface EnrolmentConfig {

    /** How long an enrolment code is valid, from one minute to one hour. */
    @WithDefault("PT10M")
    @DurationMin(minutes = 1)
    @DurationMax(hours = 1)
    Duration codeTtl();

    /** How many wrong secrets and wrong answers together invalidate an enrolment code. */
    @WithDefault("5")
    @Min(1)
    @Max(10)
    int maxCodeAttempts();

    /**
     * Whether every invitation has an answer, which the operator gives to the person apart from the link. If the operator's system names
     * none, Doorway makes one of six digits. Otherwise only invitations have one for which the operator's system names it.
     */
    @WithDefault("true")
    boolean answerRequired();

    /** The name of the organisation that invites, as a phone shows it before it is enrolled. By default the host of the issuer. */
    Optional<String> organisation();

    /** How long a phone that an enrolled device adds may take from the code to the approval, from one minute to half an hour. */
    @WithDefault("PT5M")
    @DurationMin(minutes = 1)
    @DurationMax(minutes = 30)
    Duration additionTtl();

    /** How many active devices an account may have. */
    @WithDefault("5")
    @Min(1)
    @Max(20)
    int maxDevices();

    /**
     * How long a new device cannot approve a login that requires a passkey, remove another device or add a passkey, and how long a new
     * passkey does not count, so that the owner of the account can notice them. Zero is refused in production.
     */
    @WithDefault("PT1H")
    @DurationMin
    @DurationMax(days = 30)
    Duration coolingOff();

    /**
     * How long a change waits that a device requests without a passkey: the removal of an older device, or a new passkey. Until then the
     * other devices of the account can cancel it. Zero is refused in production.
     */
    @WithDefault("PT24H")
    @DurationMin
    @DurationMax(days = 30)
    Duration changeDelay();
}
