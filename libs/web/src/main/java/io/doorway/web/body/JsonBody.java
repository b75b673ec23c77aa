package io.doorway.web.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.doorway.web.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body strictly: one object without unknown or duplicate members and without values of another type. An ignored member
 * could hide an attack from another reader, and clients would come to depend on it.
 *
 * @param <T> a record; its components in snake case are the members
 */
public final class JsonBody<T> {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonReadConstraints.CONSTRAINTS)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final ObjectReader reader;

    public JsonBody(Class<T> type) {
        this.reader = MAPPER.readerFor(type);
    }

    /**
     * @param body the body, or null
     * @param otherwise the result for an empty body
     * @throws io.doorway.web.problem.ProblemException {@code invalid-request}, if the body is not such an object or a text in it
     *     contains a NUL, which PostgreSQL cannot store
     */
    public T read(@Nullable String body, T otherwise) {
        if (body == null || body.isEmpty()) {
            return otherwise;
        }
        if (body.contains("\\u0000")) {
            throw malformed();
        }
        try {
            T read = reader.readValue(body);
            if (read == null) {
                throw malformed();
            }
            return read;
        } catch (JsonProcessingException e) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return Problem.of(400, "invalid-request", "The body is not the JSON that this call accepts.")
                .asException();
    }
}
