package io.doorway.approval.judge;

import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** How long a code took from the screen to the phone. */
@ApplicationScoped
public class ScanLatency {
    private final Duration frame;
    private final Duration code;

    ScanLatency(SlowScanConfig config) {
        this.frame = config.frame();
        this.code = config.code();
    }

    /** @param scanned a genuine frame of the challenge */
    public boolean slow(Created created, QrFrame scanned, Instant now) {
        Instant shown = QrFrames.of(created).notBefore(scanned.t());
        Duration sinceShown = Duration.between(shown, now);
        Duration sinceCreated = Duration.between(created.asked().createdAt(), now);
        return sinceShown.compareTo(frame) > 0 || sinceCreated.compareTo(code) > 0;
    }
}
