package io.doorway.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.WireName;
import io.doorway.testkit.event.SampleEvents;
import io.doorway.testkit.login.SampleLogin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every event type with its schema. */
class EventSchemaTest {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Event> events() {
        return SampleEvents.all();
    }

    @Test
    void everyTypeHasASample() {
        assertThat(events().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(types(Event.class));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsValid(Event event) {
        Set<ValidationMessage> errors = SCHEMAS.getSchema(text(event))
                .validate(
                        Json.write(event),
                        InputFormat.JSON,
                        execution -> execution.getExecutionConfig().setFormatAssertionsEnabled(true));

        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSchemaHasThePropertiesOfTheRecordInOrder(Event event) throws IOException {
        List<String> properties = names(schema(event).get("properties"));

        List<String> components = Arrays.stream(event.getClass().getRecordComponents())
                .map(component -> SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                .toList();
        assertThat(properties.getFirst()).isEqualTo("type");
        assertThat(properties.subList(1, properties.size())).isEqualTo(components);
        assertThat(names(MAPPER.readTree(Json.write(event)))).hasSameElementsAs(properties);
    }

    /** Other members have only some names of their vocabulary. */
    @ParameterizedTest
    @MethodSource("events")
    void everyReasonAndAttemptOfARefusalIsInItsSchema(Event event) throws IOException {
        JsonNode properties = schema(event).get("properties");

        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (List.of(RefusalReason.class, Attempt.class).contains(component.getType())) {
                assertThat(properties
                                .get(SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                                .get("enum"))
                        .as(component.getName())
                        .extracting(JsonNode::asText)
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(component.getType().getEnumConstants())
                                        .map(value -> ((WireName) value).wireName())
                                        .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void optionalPropertiesAreTheNullableComponents(Event event) throws IOException {
        Set<String> optional = new HashSet<>(names(schema(event).get("properties")));
        schema(event).get("required").forEach(name -> optional.remove(name.asText()));

        assertThat(optional)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(
                                event.getClass().getRecordComponents())
                        .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(component -> SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyPropertyHasADescription(Event event) throws IOException {
        JsonNode schema = schema(event);

        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("title").asText()).isEqualTo(event.type());
        assertThat(schema.get("description").asText()).endsWith(".");
        assertThat(schema.get("properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsReadAsItWasWritten(Event event) {
        assertThat(Json.readEvent(Json.write(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void unknownPropertiesAreIgnored(Event event) {
        String later = Json.write(event).replaceFirst("\\{", "{\"added_later\":1,");

        assertThat(Json.readEvent(later)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void noEventContainsASecret(Event event) {
        assertThat(event.getClass().getRecordComponents())
                .extracting(RecordComponent::getType)
                .doesNotContain(SecretBytes.class, SecretText.class);
        assertThat(Json.write(event)).doesNotContain(SampleLogin.SECRETS);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsPublishedOnATopicThatTheAuditReads(Event event) {
        assertThat(Topics.EVENTS).contains(event.topic());
        assertThat(event.key()).isNotBlank();
        assertThat(event.uid()).isNotBlank();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventSchemaTest::leaves)
                : Stream.of(type);
    }

    private static List<Class<?>> types(Class<?> root) {
        return leaves(root).toList();
    }

    private static JsonNode schema(Event event) throws IOException {
        return MAPPER.readTree(text(event));
    }

    private static String text(Event event) {
        try (InputStream in = Event.class.getResourceAsStream(event.type() + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
