package io.doorway.protocol.record;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The MAC of a record: HMAC-SHA256 over a label, the topic, the record key and the value, each after its length in four bytes. As a
 * header it is {@code <key id>.<base64url>}.
 *
 * @param keyId the id of the key
 * @param bytes the 32 bytes of the MAC
 */
public record EventMac(String keyId, byte[] bytes) {

    /** The record header. */
    public static final String HEADER = "doorway-mac";

    private static final byte[] LABEL = "doorway-event-mac-v1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEADER = 128;

    /** Computes the MACs of records with one key. */
    static final class Computation {
        private final String keyId;
        private final Hmac hmac;

        Computation(String keyId, SecretBytes key) {
            this.keyId = keyId;
            this.hmac = Hmac.withKey(key);
        }

        EventMac of(String topic, byte[] recordKey, byte[] value) {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            return new EventMac(
                    keyId,
                    hmac.of(
                            length(LABEL),
                            LABEL,
                            length(name),
                            name,
                            length(recordKey),
                            recordKey,
                            length(value),
                            value));
        }

        private static byte[] length(byte[] part) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array();
        }
    }

    /** The MAC in an untrusted header, or empty if the header does not have the form of one. */
    static Optional<EventMac> parse(byte[] header) {
        if (header.length > MAX_HEADER) {
            return Optional.empty();
        }
        String text = new String(header, StandardCharsets.US_ASCII);
        int dot = text.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64Url.decode(text.substring(dot + 1));
            return bytes.length == Hmac.BYTES
                    ? Optional.of(new EventMac(text.substring(0, dot), bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Compares in constant time. */
    boolean matches(EventMac other) {
        return ConstantTime.equal(bytes, other.bytes);
    }

    /** The value of the header. */
    String header() {
        return keyId + "." + Base64Url.encode(bytes);
    }
}
