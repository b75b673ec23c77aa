package io.doorway.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.event.Event;

/** JSON of the stored challenge and of events: snake_case names, RFC 3339 times, no nulls. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final ObjectWriter CHALLENGE_WRITER = MAPPER.writerFor(Challenge.class);
    private static final ObjectReader CHALLENGE_READER = MAPPER.readerFor(Challenge.class);
    private static final ObjectWriter EVENT_WRITER = MAPPER.writerFor(Event.class);
    private static final ObjectReader EVENT_READER = MAPPER.readerFor(Event.class);

    private Json() {}

    /** The challenge as it is stored, including its secrets. */
    public static String write(Challenge challenge) {
        try {
            return CHALLENGE_WRITER.writeValueAsString(challenge);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a challenge cannot be written", e);
        }
    }

    /** @throws MalformedJsonException if the text is not a challenge in the form of this version */
    public static Challenge readChallenge(String json) {
        try {
            return CHALLENGE_READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("not a challenge", e);
        }
    }

    /** The event as it is published. */
    public static String write(Event event) {
        try {
            return EVENT_WRITER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }

    /** @throws MalformedJsonException if the text is not an event of a type that this version knows */
    public static Event readEvent(String json) {
        try {
            return EVENT_READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("not an event", e);
        }
    }
}
