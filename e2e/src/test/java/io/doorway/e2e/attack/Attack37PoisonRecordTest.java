package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.browser.WaitingSocket;
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
        name = "Poison record: what cannot be read lies on a topic, in the way of all that follows it",
        control =
                "A record that cannot be read is set aside and counted; its partition moves on, for the push as for the audit",
        where = "audit-service `RecordFacts`, `EventReader`; session-service `TransitionFeed`")
class Attack37PoisonRecordTest {

    private static Map<String, String> poison(String challenge) {
        Map<String, String> records = new LinkedHashMap<>();
        records.put("empty", "");
        records.put("no JSON", "<poison/>");
        records.put("a NUL", "\0");
        records.put("an empty object", "{}");
        records.put("a list", "[]");
        records.put("cut short", "{\"type\":\"ChallengeApproved\",");
        records.put("an unknown type", "{\"type\":\"Evil\",\"challenge_id\":\"" + challenge + "\"}");
        records.put("a type with nothing in it", "{\"type\":\"ChallengeApproved\"}");
        records.put(
                "members of other kinds",
                "{\"type\":\"ChallengeCreated\",\"challenge_id\":{},\"version\":\"x\",\"at\":[]}");
        records.put("deep", "{\"type\":" + "[".repeat(2000));
        records.put("large", "{\"type\":\"" + "x".repeat(200_000) + "\"}");
        records.put("SQL", "{\"type\":\"'; drop table audit.event; --\"}");
        return records;
    }

    @ParameterizedTest
    @MethodSource
    void theNextLoginIsToldAndRecordedAllTheSame(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** On the key of a login that goes on after it: in the same partition, and before what follows. */
    static Stream<Named<Attempt>> theNextLoginIsToldAndRecordedAllTheSame() {
        return poison("x").keySet().stream()
                .map(name -> Attempt.holding(name, () -> {
                            Victim victim = Victim.at("scanned");
                            for (String topic : List.of(Topics.TRANSITIONS, Topics.REFUSALS)) {
                                Topic.write(
                                        topic,
                                        victim.challenge(),
                                        poison(victim.challenge()).get(name));
                            }
                            try (WaitingSocket socket = victim.login().browser().watch(victim.challenge())) {
                                victim.phone().approve(victim.scanned());
                                socket.await("approved", Duration.ofSeconds(10));
                            }
                            Awaitility.await()
                                    .atMost(Duration.ofSeconds(30))
                                    .untilAsserted(() -> assertThat(recorded(victim))
                                            .contains("ChallengeCreated", "ChallengeScanned", "ChallengeApproved"));
                        })
                        .named());
    }

    private static String recorded(Victim victim) {
        return Doorway.operator("security")
                .get("/audit/events?challenge=" + victim.challenge())
                .toString();
    }
}
