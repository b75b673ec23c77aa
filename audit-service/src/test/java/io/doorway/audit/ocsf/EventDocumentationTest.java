package io.doorway.audit.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.audit.support.EventExamples;
import io.doorway.protocol.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/events.md} and {@code docs/audit.md} document every event. */
class EventDocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");

    static List<Event> examples() {
        return EventExamples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyFieldIsDocumentedAsInItsSchema(Event event) throws IOException {
        String page = Files.readString(DOCS.resolve("events.md"));
        String section = page.substring(page.indexOf("### `" + event.type() + "`\n"));

        assertThat(section.lines().filter(line -> !line.isBlank()).skip(1)).startsWith(expected(schema(event)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theAuditPageDocumentsTheMappingOfTheEvent(Event event) throws IOException {
        assertThat(Files.readString(DOCS.resolve("audit.md"))).contains("\n| `" + event.type() + "` |");
    }

    private static String[] expected(JsonNode schema) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        List<String> lines =
                new ArrayList<>(List.of(schema.get("description").textValue(), "| field | what |", "|---|---|"));
        schema.get("properties")
                .properties()
                .forEach(field -> lines.add("| `%s`%s | %s |"
                        .formatted(
                                field.getKey(),
                                required.contains(field.getKey()) ? "" : " °",
                                sentence(field.getValue()))));
        return lines.toArray(String[]::new);
    }

    private static String sentence(JsonNode field) {
        List<String> values = new ArrayList<>();
        field.path("enum").forEach(value -> values.add("`" + value.textValue() + "`"));
        String description = field.get("description").textValue();
        return values.isEmpty() ? description : description + " One of " + String.join(", ", values) + ".";
    }

    private static JsonNode schema(Event event) throws IOException {
        try (InputStream file = Event.class.getResourceAsStream(event.type() + ".json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
