package io.doorway.protocol.qr;

import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.transcript.Transcript;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the frames of one challenge: {@code MAC(frame key; version, id, t, browser key thumbprint, context hash)}.
 *
 * <p>A frame is on the screen for one second and is accepted for three more, so that a screenshot is dead before it is forwarded
 * (BankID and Smart-ID do the same). Both times are the store's.
 */
public final class QrFrames {

    /** How long one frame is shown. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** How many seconds after its own a frame is still accepted. */
    public static final int ACCEPTED_SECONDS = 3;

    /**
     * How many seconds a frame is accepted that is opened as a link on the browser's own device: an app may have to start first.
     * Nobody photographs it, and who opens it elsewhere is led back into a browser that cannot finish the login.
     */
    public static final int ACCEPTED_SECONDS_AS_LINK = 30;

    /** What a check found. */
    public enum Finding {
        FRESH,
        /** Genuine, but its time is over. */
        STALE,
        /** Not a frame of this challenge. */
        FORGED
    }

    private final ChallengeId id;
    private final Instant createdAt;
    private final SecretBytes frameKey;
    private final byte[] browserKey;
    private final byte[] contextHash;
    private final int acceptedSeconds;

    private QrFrames(ChallengeId id, Asked asked, SecretBytes frameKey) {
        this.id = id;
        this.createdAt = asked.createdAt();
        this.frameKey = frameKey;
        this.browserKey = asked.browser().keyThumbprint().getBytes(StandardCharsets.US_ASCII);
        this.contextHash = Transcript.contextHash(id, asked);
        this.acceptedSeconds = asked.route() == Route.SAME_DEVICE ? ACCEPTED_SECONDS_AS_LINK : ACCEPTED_SECONDS;
    }

    public static QrFrames of(Created created) {
        return new QrFrames(created.id(), created.asked(), created.frameKey());
    }

    public static QrFrames of(Scanned scanned) {
        return new QrFrames(scanned.id(), scanned.asked(), scanned.frameKey());
    }

    /** The frame of second {@code t} after creation. */
    public QrFrame at(int t) {
        return new QrFrame(id, t, mac(t));
    }

    /** The second that {@code now} falls in, counted from creation. */
    public int second(Instant now) {
        return (int) Math.max(0, Duration.between(createdAt, now).toSeconds());
    }

    /** When the frame of second {@code t} comes on the screen. */
    public Instant notBefore(int t) {
        return createdAt.plusSeconds(t);
    }

    public Finding check(QrFrame frame, Instant now) {
        if (!frame.challengeId().equals(id) || !MessageDigest.isEqual(mac(frame.t()), frame.mac())) {
            return Finding.FORGED;
        }
        int age = second(now) - frame.t();
        return age >= 0 && age <= acceptedSeconds ? Finding.FRESH : Finding.STALE;
    }

    private byte[] mac(int t) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(frameKey.open(), "HmacSHA256"));
            mac.update(QrFrame.VERSION);
            mac.update(id.bytes());
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(t).flip());
            mac.update(browserKey);
            return Arrays.copyOf(mac.doFinal(contextHash), QrFrame.MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
