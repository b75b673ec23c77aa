package io.doorway.audit.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.doorway.audit.support.EventExamples;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.RecordFault;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
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

/** Every event type is mapped to the OCSF record in its golden file. */
class OcsfTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static List<Event> examples() {
        return EventExamples.all();
    }

    @Test
    void thereIsAnExampleOfEveryEventType() {
        Set<Class<?>> types = examples().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(types).isEqualTo(leaves(Event.class).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEventIsMappedToItsGoldenRecord(Event event) throws IOException {
        JsonNode written = JSON.readTree(Ocsf.json(event));

        assertThat(JSON.writeValueAsString(written)).isEqualTo(JSON.writeValueAsString(golden(event.type())));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aRecordHasTheAttributesThatItsOcsfClassRequires(Event event) throws IOException {
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
                        switch (written.get("class_uid").intValue()) {
                            case 3001 -> List.of("user", "actor");
                            case 3002 -> List.of("user", "service");
                            default -> List.of("entity");
                        });
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void everyRefusalIsAFailureWithTheReasonAsStatusCode(RefusalReason reason) throws IOException {
        JsonNode written = JSON.readTree(Ocsf.json(EventExamples.refused("1", Instant.EPOCH, reason)));

        assertThat(written.get("status").textValue()).isEqualTo("Failure");
        assertThat(written.get("status_code").textValue()).isEqualTo(reason.name());
        assertThat(written.at("/metadata/event_code").isTextual()).isTrue();
    }

    @Test
    void aNulCharacterIsReplaced() throws IOException {
        String json = Ocsf.json(new DeviceEnrolled(
                "1", Instant.EPOCH, new CredentialId("c"), new AccountId("a"), "my\0phone", null, null, null, null));

        assertThat(JSON.readTree(json).at("/entity/name").textValue()).isEqualTo("my\ufffdphone");
        assertThat(json).doesNotContain("\\u0000");
    }

    @ParameterizedTest
    @EnumSource(RecordFault.class)
    void anAlarmIsANewDetectionFindingOfHighSeverity(RecordFault fault) throws IOException {
        IntakeAlarm alarm = new IntakeAlarm(Instant.EPOCH, Topics.DEVICES, fault, 12, 3, 456, "about the first");

        JsonNode written = JSON.readTree(Ocsf.json(alarm));

        assertThat(written.get("type_uid").intValue()).isEqualTo(200401);
        assertThat(written.get("category_uid").intValue()).isEqualTo(2);
        assertThat(written.get("severity").textValue()).isEqualTo("High");
        assertThat(written.get("status").textValue()).isEqualTo("New");
        assertThat(written.get("status_code").textValue()).isEqualTo(fault.name());
        assertThat(written.at("/finding_info/uid").textValue()).isEqualTo(alarm.uid());
        assertThat(written.at("/finding_info/title").textValue()).isEqualTo(alarm.title());
        assertThat(written.at("/unmapped/doorway").toString())
                .isEqualTo(
                        "{\"type\":\"RecordsSetAside\",\"topic\":\"doorway.devices.v1\",\"reason\":\"%s\",\"count\":12,\"partition\":3,\"offset\":456,\"at\":\"1970-01-01T00:00:00Z\"}"
                                .formatted(fault.wireName()));
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
