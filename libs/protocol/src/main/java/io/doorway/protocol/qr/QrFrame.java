package io.doorway.protocol.qr;

import io.doorway.protocol.encoding.Crockford32;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The content of the QR code for one second: version (1 byte), challenge id (16), t (4), MAC (16), in Crockford's base 32.
 *
 * <p>A parsed frame is untrusted until {@link QrFrames#check} has verified it.
 *
 * @param challengeId the challenge
 * @param t whole seconds since the challenge was created
 * @param mac HMAC-SHA256 truncated to 16 bytes
 */
public record QrFrame(ChallengeId challengeId, int t, byte[] mac) {

    static final byte VERSION = 1;

    /** The number of bytes of the MAC. */
    public static final int MAC_BYTES = 16;

    private static final int BYTES = 1 + ChallengeId.BYTES + Integer.BYTES + MAC_BYTES;

    public QrFrame {
        mac = mac.clone();
    }

    @Override
    public byte[] mac() {
        return mac.clone();
    }

    /**
     * The address in the QR code, {@code <ISSUER>/Q/<frame>}. All of it is in upper case, because a QR code needs 5.5 bits for an
     * upper-case letter or digit and eight for any other character. Scheme and host are the same in either case (RFC 3986 section
     * 6.2.2.1).
     *
     * @param issuer the public origin, such as {@code https://id.example.org}
     */
    public String address(String issuer) {
        return issuer.toUpperCase(Locale.ROOT) + "/Q/" + encode();
    }

    /** The last segment of the address: 60 characters, digits and upper-case letters. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.put(VERSION).put(challengeId.bytes()).putInt(t).put(mac);
        return Crockford32.encode(bytes.array());
    }

    /** The frame in untrusted text, or empty if the text is not a frame of this version. */
    public static Optional<QrFrame> parse(String text) {
        byte[] bytes;
        try {
            bytes = Crockford32.decode(text);
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

    /** Without the MAC, because a log line must not contain a frame that could be scanned. */
    @Override
    public String toString() {
        return "QrFrame[" + challengeId + ", t=" + t + "]";
    }
}
