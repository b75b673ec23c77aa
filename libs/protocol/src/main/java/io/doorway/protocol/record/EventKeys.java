package io.doorway.protocol.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys of the MACs: a JWK Set (RFC 7517) of {@code oct} keys, each with the id {@code kid} and the {@code service} that writes with
 * it. The first key of a service signs, and all of its keys verify, so that keys are rotated without interruption.
 */
public final class EventKeys {

    private static final int MIN_BYTES = 32;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A key of one service. */
    record EventKey(String id, EventWriter writer, EventMac.Computation computation) {

        EventMac mac(String topic, byte[] recordKey, byte[] value) {
            return computation.of(topic, recordKey, value);
        }

        private EventRecord sign(Event event) {
            String value = Json.write(event);
            EventMac mac = mac(event.topic(), utf8(event.key()), utf8(value));
            return new EventRecord(event.topic(), event.key(), value, mac.header(), event.traceparent());
        }
    }

    private final Map<String, EventKey> byId;

    private EventKeys(Map<String, EventKey> byId) {
        this.byId = byId;
    }

    /** @throws IllegalArgumentException if the text is not a JWK Set of such keys; the message contains no key */
    public static EventKeys parse(String jwkSet) {
        JsonNode keys = tree(jwkSet).path("keys");
        if (!keys.isArray() || keys.isEmpty()) {
            throw new IllegalArgumentException("no \"keys\" (expected: a JWK Set)");
        }
        Map<String, EventKey> byId = new LinkedHashMap<>();
        for (JsonNode jwk : keys) {
            EventKey key = key(jwk);
            if (byId.put(key.id(), key) != null) {
                throw new IllegalArgumentException("the kid " + key.id() + " twice (expected: one key for each kid)");
            }
        }
        return new EventKeys(byId);
    }

    private static JsonNode tree(String jwkSet) {
        try {
            return MAPPER.readTree(jwkSet);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON (expected: a JWK Set)");
        }
    }

    private static EventKey key(JsonNode jwk) {
        String id = jwk.path("kid").asText();
        if (!KEY_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a key without a usable kid (expected: 1 to 64 letters, digits, - or _)");
        }
        if (!jwk.path("kty").asText().equals("oct")) {
            throw new IllegalArgumentException("the key " + id + " is not symmetric (expected: kty oct)");
        }
        EventWriter writer = EventWriter.of(jwk.path("service").asText())
                .orElseThrow(() -> new IllegalArgumentException("the key " + id
                        + " has no service (expected: challenge-service, approval-service or session-service)"));
        SecretBytes secret = secret(id, jwk.path("k").asText());
        return new EventKey(id, writer, new EventMac.Computation(id, secret));
    }

    private static SecretBytes secret(String id, String base64url) {
        byte[] bytes;
        try {
            bytes = Base64Url.decode(base64url);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the key " + id + " is not base64url (expected: k in base64url)");
        }
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "the key " + id + " has " + 8 * bytes.length + " bits (expected: at least 256)");
        }
        return SecretBytes.of(bytes);
    }

    /**
     * The signer of a service, with its first key.
     *
     * @throws IllegalArgumentException if there is no key of the service
     */
    public EventSigner signer(EventWriter writer) {
        return byId.values().stream()
                .filter(key -> key.writer() == writer)
                .findFirst()
                .<EventSigner>map(key -> key::sign)
                .orElseThrow(() -> new IllegalArgumentException("no key of " + writer.service()
                        + " (expected: a key with \"service\": \"" + writer.service() + "\")"));
    }

    /** The services that have a key here. */
    public Set<EventWriter> writers() {
        return byId.values().stream().map(EventKey::writer).collect(Collectors.toSet());
    }

    Optional<EventKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
