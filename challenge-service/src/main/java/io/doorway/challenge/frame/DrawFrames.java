package io.doorway.challenge.frame;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.web.config.Issuer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the QR frames of the next seconds of a challenge. */
@Startup
@Singleton
class DrawFrames {

    private final String issuer;
    private final QrDrawing drawing;

    DrawFrames(Issuer issuer) {
        this.issuer = issuer.toString();
        this.drawing = new QrDrawing(sample().address(this.issuer));
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

    /** From the second that contains {@code now}, at most {@link QrFrames#MAX_AHEAD} more, to the end of the challenge. */
    Strip from(Created created, Instant now) {
        QrFrames frames = QrFrames.of(created);
        int first = frames.second(now);
        int last = Math.min(first + 1 + QrFrames.MAX_AHEAD, frames.second(created.deadline()));
        return new Strip(
                QrFrames.PERIOD.toMillis(),
                now,
                IntStream.range(first, last).mapToObj(t -> draw(frames, t)).toList());
    }

    private Frame draw(QrFrames frames, int t) {
        String content = frames.at(t).address(issuer);
        return new Frame(frames.notBefore(t), content, drawing.svg(content));
    }

    /** A QR code of no challenge. */
    String drawSample() {
        return drawing.svg(sample().address(issuer));
    }

    private static QrFrame sample() {
        return new QrFrame(ChallengeId.of(new byte[ChallengeId.BYTES]), 0, new byte[QrFrame.MAC_BYTES]);
    }
}
