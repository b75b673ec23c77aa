package io.doorway.session.provider.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.doorway.protocol.vocabulary.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of an operator's own action: a mistake is found when the service starts. */
class ActionSchemaTest {
    private static final String SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["type", "document"], "properties": {
              "type": {"const": "sign"},
              "document": {"title": "Document", "type": "string", "maxLength": 50},
              "version": {"title": "Version", "type": "string", "pattern": "^[0-9]+$"}}}
            """;

    @Test
    void theFieldsOfAValidObjectHaveTheirLabels() throws JsonProcessingException {
        ActionSchema schema = ActionSchema.parse("sign", SCHEMA);
        var object = ActionSchema.MAPPER.readTree("{\"version\":\"7\",\"type\":\"sign\",\"document\":\"Lease\"}");

        assertThat(schema.error(object)).isEmpty();
        assertThat(schema.details(object))
                .containsExactly(
                        new Action.Detail("document", "Document", "Lease"),
                        new Action.Detail("version", "Version", "7"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "additionalProperties": false, | ``                            | additionalProperties
            "additionalProperties": false  | "additionalProperties": true  | additionalProperties
            {"type": "object",             | {"type": "array",             | "type" is not "object"
            "const": "sign"                | "const": "other"              | {"const": "sign"}
            "type": {"const": "sign"},     | ``                            | "type" is missing
            "title": "Document", | ``                                      | "document" has no "title"
            "title": "Document"  | "title": " "                            | "document" has no "title"
            , "maxLength": 50              | ``                            | maxLength
            "maxLength": 50                | "maxLength": 5000             | maxLength
            "title": "Version", "type": "string" | "title": "Version", "type": "integer" | "version" is not of type
            ^[0-9]+$                       | ^[0-9+$                       | not a JSON Schema
            }}}                            | }}                            | not JSON
            """)
    void aSchemaThatAPersonCouldNotReadIsRefused(String part, String replacement, String error) {
        String schema = SCHEMA.replace(part, replacement);

        assertThatThrownBy(() -> ActionSchema.parse("sign", schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
    }
}
