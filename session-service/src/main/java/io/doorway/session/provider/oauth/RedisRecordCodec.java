package io.doorway.session.provider.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Encodes the records of one kind as text for Redis. The kind stands before the JSON as well as in the key, so that a record of one kind is
 * never read as one of another.
 */
public final class RedisRecordCodec<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String prefix;
    private final Class<T> type;

    public RedisRecordCodec(String kind, Class<T> type) {
        this.prefix = kind + "\n";
        this.type = type;
    }

    public String write(T value) {
        try {
            return prefix + MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record cannot be written", e);
        }
    }

    /** @throws IllegalStateException if the text is not a record of this kind, which is a bug */
    public T read(String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalStateException("not a record of kind " + prefix.strip());
        }
        try {
            return MAPPER.readValue(text.substring(prefix.length()), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable record of kind " + prefix.strip() + ": "
                    + e.getClass().getSimpleName());
        }
    }
}
