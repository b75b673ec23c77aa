package io.doorway.approval.judge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** From when on a scan counts as slow. A relayed code is late: it has to be filmed, sent and shown again. */
@ConfigMapping(prefix = "doorway.slow-scan")
public interface SlowScanConfig {

    /** From the moment that a frame came on the screen; it stays there for one second, and is accepted for three more. */
    @DurationMin(millis = 1)
    @WithDefault("PT3S")
    Duration frame();

    /** From the moment that the challenge was created. */
    @DurationMin(millis = 1)
    @WithDefault("PT45S")
    Duration code();
}
