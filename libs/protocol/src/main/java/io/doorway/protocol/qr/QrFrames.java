package io.doorway.protocol.qr;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Route;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Creates and checks the frames of one challenge: {@code MAC(frame key; version, id, t, browser key thumbprint, context hash)}.
 *
 * <p>A frame is shown for one second and accepted for three more, so that a screenshot expires before it can be forwarded (BankID and
 * Smart-ID do the same). Both times are those of the store's clock.
 */
public final class QrFrames {

    /** How long a frame is shown. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /**
     * The number of frames that a page may hold before their time. Whoever holds them can pass them on: a relayer has this much more time
     * than an observer of the screen.
     */
    public static final int MAX_AHEAD = 2;

    /** The number of seconds for which a frame is accepted after its own. */
    public static final int ACCEPTED_SECONDS = 3;

    /**
     * The number of seconds for which a frame is accepted that is opened as a link on the browser's own device, where an app may have
     * to start first. Such a frame is not shown as a code, and the return nonce leads to a browser that cannot complete another
     * browser's login.
     */
    public static final int ACCEPTED_SECONDS_SAME_DEVICE = 30;

    /** The result of a check. */
    public enum FrameStatus {
        FRESH,
        /** A frame of this challenge, but too old. */
        STALE,
        /** Not a frame of this challenge, or its MAC does not verify. */
        FORGED
    }

    private final ChallengeId id;
    private final Instant createdAt;
    private final Hmac hmac;
    private final byte[] browserKey;
    private final byte[] contextHash;
    private final int acceptedSeconds;

    private QrFrames(ChallengeId id, LoginRequest request, SecretBytes frameKey) {
        this.id = id;
        this.createdAt = request.createdAt();
        this.hmac = Hmac.withKey(frameKey);
        this.browserKey = request.browser().keyThumbprint().getBytes(StandardCharsets.US_ASCII);
        this.contextHash = Transcript.contextHash(id, request);
        this.acceptedSeconds = request.route() == Route.SAME_DEVICE ? ACCEPTED_SECONDS_SAME_DEVICE : ACCEPTED_SECONDS;
    }

    public static QrFrames of(Challenge challenge) {
        return new QrFrames(challenge.id(), challenge.loginRequest(), challenge.frameKey());
    }

    /** The frame of second {@code t} after creation. */
    public QrFrame at(int t) {
        return new QrFrame(id, t, mac(t));
    }

    /** The second that {@code now} falls in, counted from creation. */
    public int second(Instant now) {
        return (int) Math.max(0, Duration.between(createdAt, now).toSeconds());
    }

    /** The time at which the frame of second {@code t} is first shown. */
    public Instant notBefore(int t) {
        return createdAt.plusSeconds(t);
    }

    /** Verifies the MAC and the age of a frame. */
    public FrameStatus check(QrFrame frame, Instant now) {
        if (!frame.challengeId().equals(id) || !ConstantTime.equal(mac(frame.t()), frame.mac())) {
            return FrameStatus.FORGED;
        }
        int age = second(now) - frame.t();
        return age >= 0 && age <= acceptedSeconds ? FrameStatus.FRESH : FrameStatus.STALE;
    }

    private byte[] mac(int t) {
        byte[] versionIdAndSecond = ByteBuffer.allocate(1 + ChallengeId.BYTES + Integer.BYTES)
                .put(QrFrame.VERSION)
                .put(id.bytes())
                .putInt(t)
                .array();
        return Arrays.copyOf(hmac.of(versionIdAndSecond, browserKey, contextHash), QrFrame.MAC_BYTES);
    }
}
