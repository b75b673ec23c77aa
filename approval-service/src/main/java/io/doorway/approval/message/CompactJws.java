package io.doorway.approval.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.protocol.Base64Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A compact JWS (RFC 7515 section 7.1), taken apart and not yet believed. The reader is as strict as the form allows: one
 * spelling of base64url, no member twice, nothing after the object.
 */
record CompactJws(ObjectNode header, ObjectNode payload, byte[] signed, byte[] signature) {
    private static final int MAX_CHARACTERS = 12 * 1024;
    private static final int MAX_DEPTH = 4;
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The parts, or empty if the text is no compact JWS of two JSON objects. */
    static Optional<CompactJws> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (text.length() > MAX_CHARACTERS || parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = READER.readTree(Base64Url.decode(parts[0]));
            JsonNode payload = READER.readTree(Base64Url.decode(parts[1]));
            byte[] signature = Base64Url.decode(parts[2]);
            byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return header instanceof ObjectNode head && payload instanceof ObjectNode body
                    ? Optional.of(new CompactJws(head, body, signed, signature))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String headerText(String member) {
        return header.path(member).textValue() == null
                ? ""
                : header.path(member).textValue();
    }
}
