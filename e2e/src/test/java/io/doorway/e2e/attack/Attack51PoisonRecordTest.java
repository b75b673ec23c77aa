package io.doorway.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.EventReader;
import io.doorway.protocol.record.EventWriter;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.testkit.event.EventVariations;
import io.doorway.testkit.event.SampleEvents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 51,
        name =
                "Poison record: an authentic event of every type with members that are absent, of another type, too long or extreme",
        control =
                "One validating reader for all consumers checks required members, types, lengths, times and versions. Only failures that "
                        + "no record causes are retried; everything else is found by halving the batch and set aside with its reason",
        where =
                "protocol `EventReader`, `EventBounds`; web `TransientFailures`; audit-service `RecordEvents`, `AuditTable`; "
                        + "approval-service `EventConsumer`")
class Attack51PoisonRecordTest {

    /** The subsets of absent members of one type are one case for each number that is absent. */
    private record Poison(String name, Event event, List<String> values) {}

    @ParameterizedTest
    @MethodSource
    void anAuthenticRecordThatIsNoValidEvent(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anAuthenticRecordThatIsNoValidEvent() {
        List<Poison> all =
                SampleEvents.all().flatMap(Attack51PoisonRecordTest::of).toList();
        List<ProducerRecord<String, String>> records = all.stream()
                .flatMap(poison -> poison.values().stream().map(value -> record(poison.event(), value)))
                .toList();
        PlatformRecords.writeAndAwaitConsumed(records);
        Map<String, String> letters = PlatformRecords.deadLetters();
        EventReader reader = new EventReader(PlatformRecords.keys(), InstantSource.system());
        return all.stream()
                .map(poison -> AttackCase.asserting(poison.name(), () -> {
                            for (String value : poison.values()) {
                                if (read(reader, poison.event(), value) instanceof Unacceptable refused) {
                                    assertThat(letters.get(value))
                                            .as(poison.name())
                                            .isEqualTo(refused.fault().wireName());
                                }
                            }
                        })
                        .named());
    }

    /** The variations of one event, each wrong value of all members together, and the absent members by their number. */
    private static Stream<Poison> of(Event event) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        EventVariations.withWrongMembers(Json.write(event))
                .forEach((name, value) -> values.computeIfAbsent(
                                event.type() + ": " + name.substring(name.indexOf(": ") + 2) + " in a member",
                                key -> new ArrayList<>())
                        .add(value));
        List<String> subsets = EventVariations.withAbsentMembers(Json.write(event));
        for (int i = 0; i < subsets.size(); i += Math.max(1, subsets.size() / 200)) {
            String value = subsets.get(i);
            long absent = Json.write(event).split("\":").length - value.split("\":").length;
            values.computeIfAbsent(event.type() + ": " + absent + " members absent", key -> new ArrayList<>())
                    .add(value);
        }
        return values.entrySet().stream().map(entry -> new Poison(entry.getKey(), event, entry.getValue()));
    }

    private static ProducerRecord<String, String> record(Event event, String value) {
        EventWriter writer = EventWriter.of(event).iterator().next();
        String mac = PlatformRecords.mac(writer, event.topic(), event.key(), value);
        return PlatformRecords.record(event.topic(), event.key(), value, mac);
    }

    private static Object read(EventReader reader, Event event, String value) {
        EventWriter writer = EventWriter.of(event).iterator().next();
        String mac = PlatformRecords.mac(writer, event.topic(), event.key(), value);
        return reader.read(event.topic(), event.key().getBytes(UTF_8), value.getBytes(UTF_8), mac.getBytes(UTF_8));
    }

    /** The records of the platform after the poison are processed by every consumer, and every service is ready. */
    @Test
    void everythingAfterThePoisonIsProcessed() throws Exception {
        anAuthenticRecordThatIsNoValidEvent();
        Victim victim = Victim.at("scanned");
        try (LoginEventSocket socket = victim.login().browser().openEventSocket(victim.challenge())) {
            victim.phone().approve(victim.scanned());
            socket.await("approved", Duration.ofSeconds(10));
        }
        victim.login().browser().complete(victim.challenge());

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(TestPlatform.auditedTypes(victim.challenge()))
                        .contains("ChallengeCreated", "ChallengeScanned", "ChallengeApproved", "ChallengeConsumed"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(victim.phone().activity())
                        .anySatisfy(entry -> assertThat(entry)
                                .containsEntry("id", victim.challenge())
                                .containsEntry("kind", "login")));
        PlatformRecords.assertAlarm("missing_member");
        PlatformRecords.assertAlarm("out_of_bounds");
        PlatformRecords.assertAlarm("not_processed");
    }
}
