package io.doorway.audit.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.doorway.audit.Examples;
import io.doorway.protocol.event.DeviceEnrolled;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalReason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event type becomes the record that its golden file shows. */
class OcsfTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static List<Event> examples() {
        return Examples.all();
    }

    @Test
    void there_is_an_example_of_every_event_type() {
        Set<Class<?>> shown = examples().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(shown).isEqualTo(leaves(Event.class).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_event_becomes_its_golden_record(Event event) throws IOException {
        JsonNode written = JSON.readTree(Ocsf.json(event));

        assertThat(JSON.writeValueAsString(written)).isEqualTo(JSON.writeValueAsString(golden(event.type())));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_record_has_what_ocsf_requires_of_its_class(Event event) throws IOException {
        JsonNode written = JSON.readTree(Ocsf.json(event));

        assertThat(written.fieldNames())
                .toIterable()
                .contains("activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid");
        assertThat(written.get("type_uid").intValue())
                .isEqualTo(written.get("class_uid").intValue() * 100
                        + written.get("activity_id").intValue());
        assertThat(written.fieldNames())
                .toIterable()
                .containsAll(
                        written.get("class_uid").intValue() == 3002 ? List.of("user", "service") : List.of("entity"));
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void every_refusal_is_a_failure_with_its_reason_as_code(RefusalReason reason) throws IOException {
        JsonNode written = JSON.readTree(Ocsf.json(Examples.refused("1", Instant.EPOCH, reason)));

        assertThat(written.get("status").textValue()).isEqualTo("Failure");
        assertThat(written.get("status_code").textValue()).isEqualTo(reason.name());
        assertThat(written.at("/metadata/event_code").isTextual()).isTrue();
    }

    @Test
    void a_nul_character_does_not_keep_an_event_out() throws IOException {
        String json = Ocsf.json(new DeviceEnrolled("1", Instant.EPOCH, "c", "a", "my\0phone", null));

        assertThat(JSON.readTree(json).at("/entity/name").textValue()).isEqualTo("my\ufffdphone");
        assertThat(json).doesNotContain("\\u0000");
    }

    private static JsonNode golden(String type) throws IOException {
        try (InputStream file = OcsfTest.class.getResourceAsStream("/golden/" + type + ".json")) {
            assertThat(file).as("golden/%s.json", type).isNotNull();
            return JSON.readTree(file);
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OcsfTest::leaves)
                : Stream.of(type);
    }
}
