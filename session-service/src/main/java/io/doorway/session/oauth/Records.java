package io.doorway.session.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Short-lived records of one kind as text for Redis. The kind is written in front of the record as well as in its key, so that a
 * record of one kind is never read as one of another, whatever key it is found under.
 */
public final class Records<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String prefix;
    private final Class<T> type;

    public Records(String kind, Class<T> type) {
        this.prefix = kind + "\n";
        this.type = type;
    }

    public String write(T item) {
        try {
            return prefix + MAPPER.writeValueAsString(item);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every record can be written", e);
        }
    }

    /** @throws IllegalStateException if the text is a record of another kind, which only a mistake of ours can bring about */
    public T read(String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalStateException("a record of another kind than " + prefix.strip());
        }
        try {
            return MAPPER.readValue(text.substring(prefix.length()), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a record of this kind that cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
