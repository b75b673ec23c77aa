package io.doorway.approval.phone.risk;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.web.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Whether a QR code was scanned late. A relayed code is late, because it has to be recorded, sent and shown again. */
@Singleton
public class ScanLatency {
    private final SlowScanConfig config;

    ScanLatency(SlowScanConfig config) {
        this.config = config;
    }

    /** When a scan is slow. */
    @ConfigMapping(prefix = "doorway.slow-scan")
    public interface SlowScanConfig {

        /** A scan is slow if it arrives this long after the frame was displayed. A frame is displayed for one second and accepted for three more. */
        @Within(min = "PT0.001S", max = "P1D")
        @WithDefault("PT3S")
        Duration frame();

        /** A scan is slow if it arrives this long after the challenge was created. */
        @Within(min = "PT0.001S", max = "P1D")
        @WithDefault("PT45S")
        Duration code();
    }

    /** @param scanned a genuine frame of the challenge */
    public boolean isSlow(Created created, QrFrame scanned, Instant now) {
        Instant shown = QrFrames.of(created).notBefore(scanned.t());
        Duration sinceShown = Duration.between(shown, now);
        Duration sinceCreated = Duration.between(created.loginRequest().createdAt(), now);
        return sinceShown.compareTo(config.frame()) > 0 || sinceCreated.compareTo(config.code()) > 0;
    }
}
