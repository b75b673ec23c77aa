package io.doorway.approval.credential;

import io.doorway.web.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Enrolment of devices. A value out of its bounds stops the start. */
@ConfigMapping(prefix = "doorway.enrolment")
public interface EnrolmentConfig {

    /** How long an enrolment code is valid, from one minute to one hour. */
    @WithDefault("PT10M")
    @Within(min = "PT1M", max = "PT1H")
    Duration codeTtl();

    /** How many wrong secrets and wrong answers together invalidate an enrolment code. */
    @WithDefault("5")
    @Within(min = "1", max = "10")
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
    @Within(min = "PT1M", max = "PT30M")
    Duration additionTtl();

    /** How many active devices an account may have. */
    @WithDefault("5")
    @Within(min = "1", max = "20")
    int maxDevices();

    /**
     * How long a new device cannot approve a login that requires a passkey, remove another device or add a passkey, and how long a new
     * passkey does not count, so that the owner of the account can notice them. Zero is refused in production.
     */
    @WithDefault("PT1H")
    @Within(min = "PT0S", max = "P30D")
    Duration coolingOff();

    /**
     * How long a change waits that a device requests without a passkey: the removal of an older device, or a new passkey. Until then the
     * other devices of the account can cancel it. Zero is refused in production.
     */
    @WithDefault("PT24H")
    @Within(min = "PT0S", max = "P30D")
    Duration changeDelay();
}
