package io.doorway.protocol.record;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] LABEL = "doorway-event-mac-v1".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 32;
    private static final int MAX_HEADER = 128;

    /**
     * Computes MACs with one key. It is initialised once and cloned for each record, because looking up the algorithm and preparing
     * the key take as long as hashing a small event.
     */
    static final class Computation {
        private final String keyId;
        private final Mac keyed;

        Computation(String keyId, SecretBytes key) {
            this.keyId = keyId;
            try {
                this.keyed = Mac.getInstance(ALGORITHM);
                keyed.init(new SecretKeySpec(key.open(), ALGORITHM));
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new IllegalStateException("HMAC-SHA256 is missing", e);
            }
        }

        EventMac of(String topic, byte[] recordKey, byte[] value) {
            Mac mac = copy();
            update(mac, LABEL);
            update(mac, topic.getBytes(StandardCharsets.UTF_8));
            update(mac, recordKey);
            update(mac, value);
            return new EventMac(keyId, mac.doFinal());
        }

        private Mac copy() {
            try {
                return (Mac) keyed.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("HMAC-SHA256 cannot be cloned", e);
            }
        }
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
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
            return bytes.length == BYTES ? Optional.of(new EventMac(text.substring(0, dot), bytes)) : Optional.empty();
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
