package io.doorway.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventKeys;
import io.doorway.protocol.record.EventMac;
import io.doorway.protocol.record.EventWriter;
import io.doorway.servers.TopicRecords;
import io.doorway.testkit.event.RecordMac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records on the platform's event topics, with any MAC, and what became of them. */
final class PlatformRecords {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String JWK_SET = read(TestPlatform.platform().data().resolve("keys/event-keys.jwks"));

    private PlatformRecords() {}

    /** The platform's keys, which an attacker does not have. */
    static EventKeys keys() {
        return EventKeys.parse(JWK_SET);
    }

    /** The bytes of a service's key. */
    static byte[] secret(EventWriter writer) {
        try {
            JsonNode keys = new JsonMapper().readTree(JWK_SET).get("keys");
            return StreamSupport.stream(keys.spliterator(), false)
                    .filter(key -> key.get("service").asText().equals(writer.service()))
                    .map(key -> Base64Url.decode(key.get("k").asText()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of a service's key. */
    static String keyId(EventWriter writer) {
        return writer.service() + "-1";
    }

    /** The MAC of a service for a record of any content. */
    static String mac(EventWriter writer, String topic, String key, String value) {
        return RecordMac.header(keyId(writer), secret(writer), topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    static ProducerRecord<String, String> record(String topic, String key, String value, @Nullable String mac) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        if (mac != null) {
            record.headers().add(EventMac.HEADER, mac.getBytes(UTF_8));
        }
        return record;
    }

    /** Writes the records and waits until the audit and the listeners of approval-service have passed them. */
    static void writeAndAwaitConsumed(List<ProducerRecord<String, String>> records) {
        TestPlatform.topics().write(records);
        awaitConsumed();
    }

    static void awaitConsumed() {
        await("the audit continues")
                .atMost(TIMEOUT)
                .until(() -> TestPlatform.topics().lag("audit-service", Topics.EVENTS) == 0);
        await("approval-service continues")
                .atMost(TIMEOUT)
                .until(() -> TestPlatform.topics().lag("approval-service", List.of(Topics.TRANSITIONS, Topics.DEVICES))
                        == 0);
    }

    /** The reasons of all dead letters, by the value of the record. */
    static Map<String, String> deadLetters() {
        return TestPlatform.topics().read(Topics.DEAD_LETTERS).stream()
                .filter(letter -> letter.value() != null)
                .collect(Collectors.toMap(
                        letter -> letter.value(),
                        letter -> String.valueOf(TopicRecords.header(letter, "reason")),
                        (first, second) -> first));
    }

    /** Asserts that the audit has an alarm with this reason. */
    static void assertAlarm(String reason) {
        JsonNode events = TestPlatform.operator("security")
                .get("/audit/events?limit=200&severity=high&class=detection-finding&code="
                        + reason.toUpperCase(Locale.ROOT))
                .get("events");
        assertThat(StreamSupport.stream(events.spliterator(), false)
                        .map(event -> event.at("/unmapped/doorway/reason").asText()))
                .contains(reason);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
