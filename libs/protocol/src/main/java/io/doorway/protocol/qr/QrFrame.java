package io.doorway.protocol.qr;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.challenge.ChallengeId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One second of a challenge as the QR code shows it: version (1 byte), challenge id (16), t (4), MAC (16), in base64url.
 *
 * <p>A frame that was parsed is not yet one that is true: {@link QrFrames#check} says that.
 *
 * @param challengeId the challenge it points to
 * @param t whole seconds since the challenge was created
 * @param mac HMAC-SHA256 truncated to 16 bytes
 */
public record QrFrame(ChallengeId challengeId, int t, byte[] mac) {

    static final byte VERSION = 1;
    /** How many bytes of the MAC a frame carries. */
    public static final int MAC_BYTES = 16;

    private static final int BYTES = 1 + ChallengeId.BYTES + Integer.BYTES + MAC_BYTES;

    public QrFrame {
        mac = mac.clone();
    }

    @Override
    public byte[] mac() {
        return mac.clone();
    }

    /** The last segment of the address in the QR code: 50 characters. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.put(VERSION).put(challengeId.bytes()).putInt(t).put(mac);
        return Base64Url.encode(bytes.array());
    }

    /** The frame in a stranger's text, or empty if there is none of this version. */
    public static Optional<QrFrame> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64Url.decode(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        byte[] id = new byte[ChallengeId.BYTES];
        in.get(id);
        int t = in.getInt();
        byte[] mac = new byte[MAC_BYTES];
        in.get(mac);
        return t < 0 ? Optional.empty() : Optional.of(new QrFrame(ChallengeId.of(id), t, mac));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QrFrame that
                && challengeId.equals(that.challengeId)
                && t == that.t
                && Arrays.equals(mac, that.mac);
    }

    @Override
    public int hashCode() {
        return 31 * challengeId.hashCode() + t;
    }

    /** Without the MAC: a log line must not hold what could be scanned. */
    @Override
    public String toString() {
        return "QrFrame[" + challengeId + ", t=" + t + "]";
    }
}
