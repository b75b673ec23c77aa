package io.doorway.challenge.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.web.config.Issuer;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the QR frames of the next seconds of a challenge. */
@Startup
@ApplicationScoped
class DrawFrames {

    /** The frames of the next seconds are good for whoever holds them: a relayer has this much more time than an observer. */
    private static final int MAX_STRIP = 10;

    private final String issuer;
    private final int strip;
    private final QrDrawing drawing;

    DrawFrames(Issuer issuer, FrameConfig config) {
        this.issuer = issuer.toString();
        this.strip = bounded(config.strip());
        this.drawing = new QrDrawing(sample().address(this.issuer));
    }

    private static int bounded(int strip) {
        if (strip < 1 || strip > MAX_STRIP) {
            throw new IllegalArgumentException(
                    "doorway.frames.strip: " + strip + " (expected: 1 to " + MAX_STRIP + ")");
        }
        return strip;
    }

    /** QR frames. */
    @ConfigMapping(prefix = "doorway.frames")
    public interface FrameConfig {

        /** The number of frames, one per second, that a page gets with one request, 1 to 10. */
        @WithDefault("10")
        int strip();
    }

    /**
     * The frames of a challenge's next seconds.
     *
     * @param periodMillis how long each frame is displayed
     * @param serverTime the current time by the store's clock
     */
    record Strip(
            @JsonProperty("period_ms") long periodMillis,
            @JsonProperty("server_time") Instant serverTime,
            List<Frame> frames) {}

    /**
     * The frame of one second.
     *
     * @param notBefore when it is displayed, by the store's clock
     * @param content the content of the QR code
     * @param svg the QR code
     */
    record Frame(@JsonProperty("not_before") Instant notBefore, String content, String svg) {}

    /** From the second that contains {@code now}, to the end of the strip or of the challenge. */
    Strip from(Created created, Instant now) {
        QrFrames frames = QrFrames.of(created);
        int first = frames.second(now);
        int last = Math.min(first + strip, frames.second(created.deadline()));
        return new Strip(
                QrFrames.PERIOD.toMillis(),
                now,
                IntStream.range(first, last).mapToObj(t -> draw(frames, t)).toList());
    }

    private Frame draw(QrFrames frames, int t) {
        String content = frames.at(t).address(issuer);
        return new Frame(frames.notBefore(t), content, drawing.svg(content));
    }

    private static QrFrame sample() {
        return new QrFrame(ChallengeId.of(new byte[ChallengeId.BYTES]), 0, new byte[QrFrame.MAC_BYTES]);
    }
}
