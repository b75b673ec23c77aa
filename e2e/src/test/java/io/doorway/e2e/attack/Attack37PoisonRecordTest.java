package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.event.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 37,
        name = "Poison record: an unreadable record on a topic blocks the records after it",
        control =
                "An unreadable record is set aside with its reason, counted and an alarm; processing of its partition continues, "
                        + "for every consumer",
        where = "protocol `EventReader`; audit-service `RecordEvents`, `DeadLetters`; login `ConsumedEvents`")
class Attack37PoisonRecordTest {

    private static Map<String, String> unreadable(String challenge) {
        Map<String, String> records = new LinkedHashMap<>();
        records.put("empty", "");
        records.put("not JSON", "<unreadable/>");
        records.put("a NUL", "\0");
        records.put("an empty object", "{}");
        records.put("a list", "[]");
        records.put("truncated", "{\"type\":\"ChallengeApproved\",");
        records.put("an unknown type", "{\"type\":\"Evil\",\"challenge_id\":\"" + challenge + "\"}");
        records.put("a type without members", "{\"type\":\"ChallengeApproved\"}");
        records.put(
                "members of other types",
                "{\"type\":\"ChallengeCreated\",\"challenge_id\":{},\"version\":\"x\",\"at\":[]}");
        records.put("deeply nested", "{\"type\":" + "[".repeat(2000));
        records.put("large", "{\"type\":\"" + "x".repeat(200_000) + "\"}");
        records.put("SQL", "{\"type\":\"'; drop table audit.event; --\"}");
        return records;
    }

    @ParameterizedTest
    @MethodSource
    void recordsAfterAnUnreadableRecord(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The unreadable record has the key of a login, so that it is in the same partition as the login's later events. */
    static Stream<Named<AttackCase>> recordsAfterAnUnreadableRecord() {
        return unreadable("x").keySet().stream()
                .map(name -> AttackCase.asserting(name, () -> {
                            Victim victim = Victim.at("scanned");
                            for (String topic : List.of(Topics.TRANSITIONS, Topics.REFUSALS)) {
                                TestPlatform.topics()
                                        .write(
                                                topic,
                                                victim.challenge(),
                                                unreadable(victim.challenge()).get(name));
                            }
                            try (LoginEventSocket socket =
                                    victim.login().browser().openEventSocket(victim.challenge())) {
                                victim.phone().approve(victim.scanned());
                                socket.await("approved", Duration.ofSeconds(10));
                            }
                            Awaitility.await()
                                    .atMost(Duration.ofSeconds(30))
                                    .untilAsserted(() -> assertThat(TestPlatform.auditedTypes(victim.challenge()))
                                            .contains("ChallengeCreated", "ChallengeScanned", "ChallengeApproved"));
                        })
                        .named());
    }
}
