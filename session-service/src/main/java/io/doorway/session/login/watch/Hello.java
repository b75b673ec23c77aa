package io.doorway.session.login.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first message on a WebSocket, and the only one that a browser sends.
 *
 * @param type {@code hello}
 * @param token the challenge's socket token, for its first WebSocket
 * @param proof without a token, a DPoP proof for the address of the WebSocket, method {@code GET}; browsers cannot set headers on a WebSocket
 */
record Hello(
        @Nullable String type,
        @Nullable String token,
        @Nullable String proof) {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(Hello.class);

    /** Parses untrusted text; empty if it is not a hello. */
    static Optional<Hello> parse(String text) {
        try {
            return Optional.<Hello>ofNullable(READER.readValue(text)).filter(Hello::isHello);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private boolean isHello() {
        return "hello".equals(type) && (token == null || proof == null);
    }
}
