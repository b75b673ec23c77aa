package io.doorway.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventWriter;
import io.doorway.testkit.event.RecordMac;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A way to forge the MAC of a record without the key of a service that writes the event.
 *
 * @param name what is forged
 * @param reason why consumers set the record aside
 * @param mac the header for topic, record key and value, or null for none
 */
record Forgery(String name, String reason, Header mac) {

    private static final byte[] ATTACKERS_KEY = "an attacker's key of 32 bytes!!!".getBytes(UTF_8);

    interface Header {
        @Nullable
        String of(String topic, String key, String value);
    }

    /** All forgeries of an event of these writers. */
    static List<Forgery> of(Set<EventWriter> writers) {
        EventWriter writer = writers.iterator().next();
        String keyId = PlatformRecords.keyId(writer);
        List<Forgery> all = new ArrayList<>(List.of(
                new Forgery("no MAC", "no_mac", (topic, key, value) -> null),
                new Forgery("an empty MAC", "no_mac", (topic, key, value) -> ""),
                new Forgery(
                        "a MAC without a key id",
                        "no_mac",
                        (topic, key, value) -> valid(writer, topic, key, value).substring(keyId.length())),
                new Forgery(
                        "a MAC that is not base64url", "no_mac", (topic, key, value) -> keyId + ".!" + "A".repeat(42)),
                new Forgery(
                        "a truncated MAC",
                        "no_mac",
                        (topic, key, value) -> valid(writer, topic, key, value).substring(0, keyId.length() + 23)),
                new Forgery(
                        "an extended MAC", "no_mac", (topic, key, value) -> valid(writer, topic, key, value) + "AAAA"),
                new Forgery("an unknown key", "unknown_key", (topic, key, value) -> mac("attacker", topic, key, value)),
                new Forgery(
                        "a key that was removed after its rotation",
                        "unknown_key",
                        (topic, key, value) -> mac(writer.service() + "-0", topic, key, value)),
                new Forgery(
                        "an attacker's key under the id of the service's",
                        "wrong_mac",
                        (topic, key, value) -> mac(keyId, topic, key, value)),
                new Forgery("zeros", "wrong_mac", (topic, key, value) -> keyId + "." + "A".repeat(43)),
                new Forgery(
                        "the MAC of another topic",
                        "wrong_mac",
                        (topic, key, value) -> valid(writer, Topics.AUDIT, key, value)),
                new Forgery(
                        "the MAC of another record key",
                        "wrong_mac",
                        (topic, key, value) -> valid(writer, topic, key + "2", value)),
                new Forgery(
                        "the MAC of another value",
                        "wrong_mac",
                        (topic, key, value) -> valid(writer, topic, key, value + " ")),
                new Forgery(
                        "the MAC of a record whose key ends later",
                        "wrong_mac",
                        (topic, key, value) -> valid(writer, topic, key + "{", value.substring(1))),
                new Forgery(
                        "a MAC without the label",
                        "wrong_mac",
                        (topic, key, value) ->
                                keyId + "." + unlabelled(PlatformRecords.secret(writer), topic, key, value))));
        for (EventWriter other : EventWriter.values()) {
            if (!writers.contains(other)) {
                all.add(new Forgery(
                        "the stolen key of " + other.service(),
                        "wrong_service",
                        (topic, key, value) -> valid(other, topic, key, value)));
                all.add(new Forgery(
                        "the id of the key of " + other.service(),
                        "wrong_mac",
                        (topic, key, value) -> PlatformRecords.keyId(other)
                                + valid(writer, topic, key, value).substring(keyId.length())));
            }
        }
        return all;
    }

    private static String valid(EventWriter writer, String topic, String key, String value) {
        return PlatformRecords.mac(writer, topic, key, value);
    }

    private static String mac(String keyId, String topic, String key, String value) {
        return RecordMac.header(keyId, ATTACKERS_KEY, topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static String unlabelled(byte[] secret, String topic, String key, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (byte[] part : List.of(topic.getBytes(UTF_8), key.getBytes(UTF_8), value.getBytes(UTF_8))) {
                mac.update(ByteBuffer.allocate(4).putInt(part.length).array());
                mac.update(part);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
