package io.doorway.session.provider.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.client.DisplayText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema of one type of {@code authorization_details} (RFC 9396 section 2).
 *
 * <p>A person reads every field on a phone. So a schema describes one object of texts, each with a {@code title}, which is its label, and
 * a bound of its length, and it allows no other field. The fields are shown in the order of the schema.
 */
final class ActionSchema {
    private static final int MAX_FIELDS = 10;
    private static final int MAX_LABEL = 40;
    private static final int MAX_VALUE = 200;

    /** Reads a request strictly: a member that is given twice could be read differently by others. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonSchema schema;
    private final Map<String, String> labels;

    private ActionSchema(JsonSchema schema, Map<String, String> labels) {
        this.schema = schema;
        this.labels = labels;
    }

    /**
     * Reads the schema of a type.
     *
     * @throws IllegalArgumentException if the text is not a schema as described above; the message says what is wrong
     */
    static ActionSchema parse(String type, String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage());
        }
        require(root.path("type").asText().equals("object"), "\"type\" is not \"object\"");
        require(
                root.path("additionalProperties").isBoolean()
                        && !root.path("additionalProperties").asBoolean(),
                "\"additionalProperties\" is not false");
        Map<String, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.path("properties").properties()) {
            if (property.getKey().equals("type")) {
                require(
                        property.getValue().path("const").asText().equals(type),
                        "the property \"type\" is not {\"const\": \"" + type + "\"}");
            } else {
                labels.put(property.getKey(), label(property.getKey(), property.getValue()));
            }
        }
        require(!labels.isEmpty() && labels.size() <= MAX_FIELDS, "it has not 1 to " + MAX_FIELDS + " fields");
        require(root.path("properties").has("type"), "the property \"type\" is missing");
        try {
            return new ActionSchema(
                    JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root, validatesPatterns()), labels);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a JSON Schema: " + e.getMessage(), e);
        }
    }

    /** Compiles every pattern now, so that a mistake is found at the start. */
    private static SchemaValidatorsConfig validatesPatterns() {
        return SchemaValidatorsConfig.builder().preloadJsonSchema(true).build();
    }

    private static String label(String name, JsonNode field) {
        String label = field.path("title").asText();
        require(field.path("type").asText().equals("string"), "the field \"" + name + "\" is not of type \"string\"");
        require(
                DisplayText.isPlain(label, MAX_LABEL),
                "the field \"" + name + "\" has no \"title\" of 1 to " + MAX_LABEL + " visible characters");
        boolean bounded = field.has("pattern")
                || field.has("enum")
                || field.path("maxLength").asInt(Integer.MAX_VALUE) <= MAX_VALUE;
        require(
                bounded,
                "the field \"" + name + "\" has none of \"pattern\", \"enum\" and \"maxLength\" up to " + MAX_VALUE);
        return label;
    }

    private static void require(boolean condition, String error) {
        if (!condition) {
            throw new IllegalArgumentException(error);
        }
    }

    /** What is wrong with the object, or empty if it is valid and can be shown. */
    Optional<String> error(JsonNode object) {
        Optional<String> invalid = schema.validate(object).stream()
                .map(violation -> violation.getMessage())
                .sorted()
                .findFirst();
        return invalid.or(() -> object.properties().stream()
                .filter(field -> !DisplayText.isPlain(field.getValue().asText(), MAX_VALUE))
                .map(field -> field.getKey() + ": not visible text of at most " + MAX_VALUE + " characters")
                .findFirst());
    }

    /** The fields of a valid object, in the order of the schema. */
    List<Action.Detail> details(JsonNode object) {
        return labels.entrySet().stream()
                .filter(field -> object.has(field.getKey()))
                .map(field -> new Action.Detail(
                        field.getKey(),
                        field.getValue(),
                        object.get(field.getKey()).asText()))
                .toList();
    }
}
