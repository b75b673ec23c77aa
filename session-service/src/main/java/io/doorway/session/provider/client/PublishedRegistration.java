package io.doorway.session.provider.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.Hmac;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a registration to find what differs later: the names of its members, and a digest of each value. That of the client's
 * secret is an HMAC, so that whoever reads it cannot guess the secret.
 *
 * @param members the digests by the names of the members; empty if there is no registration
 */
record PublishedRegistration(SortedMap<String, String> members) {
    private static final String LABEL = "doorway-client-secret-v1:";
    private static final String SECRET = "client_secret";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static final PublishedRegistration NONE = new PublishedRegistration(new TreeMap<>());

    /** @param key of the secret's digest; with another key, it differs */
    static PublishedRegistration of(JsonNode registration, byte[] key) {
        String client = registration.path("client_id").asText();
        SortedMap<String, String> members = new TreeMap<>();
        registration.properties().forEach(member -> {
            String value = canonical(member.getValue());
            boolean secret = member.getKey().equals(SECRET);
            members.put(member.getKey(), secret ? Hmac.withKey(key).text(LABEL + client + value) : Sha256.text(value));
        });
        return new PublishedRegistration(members);
    }

    /** The order of the members of an object is no difference. */
    private static String canonical(JsonNode value) {
        return write(MAPPER.convertValue(value, Object.class));
    }

    private static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read from JSON is JSON", e);
        }
    }

    /** The names of the members that this and another registration do not have in common, sorted. */
    List<String> differingMembers(PublishedRegistration other) {
        TreeSet<String> names = new TreeSet<>(members.keySet());
        names.addAll(other.members.keySet());
        names.removeIf(name -> Objects.equals(members.get(name), other.members.get(name)));
        return List.copyOf(names);
    }

    /** As it is kept; the empty text if there is no registration. */
    String text() {
        return members.isEmpty() ? "" : write(members);
    }

    /** What {@link #text} has written. */
    static PublishedRegistration parse(String text) {
        try {
            Map<String, String> members = MAPPER.readValue(text, new TypeReference<>() {});
            return new PublishedRegistration(new TreeMap<>(members));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store's registrations are not those of this version", e);
        }
    }
}
