package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.EventWriter;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.testkit.event.SampleEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 50,
        name = "Forged event: a record by whoever can write to a topic, for every consumer and every effect",
        control =
                "Every record has a MAC of the service that wrote it, over topic, record key and value. Every consumer verifies it before "
                        + "it parses, and a service's key authenticates its own event types only. What fails is a dead letter and an alarm. What grants "
                        + "trust is read again from its source",
        where =
                "protocol `EventReader`, `EventMac`, `EventWriter`; approval-service `EventConsumer`, `RememberBrowser`, "
                        + "`CancelLoginsOfRevokedDevice`; audit-service `ReadRecords`, `AuditTable`; session-service `TransitionConsumer`")
class Attack50ForgedEventTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A forged record, and what the attacker expects of it. */
    private record Attempt(String name, String reason, ProducerRecord<String, String> record) {}

    @ParameterizedTest
    @MethodSource({"everyTypeWithEveryForgery", "everyEffectWithEveryForgery"})
    void aForgedRecord(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** No forged event of any type reaches the audit; each is a dead letter with its reason. */
    static Stream<Named<AttackCase>> everyTypeWithEveryForgery() {
        List<Attempt> attempts = new ArrayList<>();
        SampleEvents.all().forEach(event -> {
            for (Forgery forgery : Forgery.of(EventWriter.of(event))) {
                ObjectNode value = json(event);
                ChallengeId challenge = ChallengeId.random(RANDOM);
                value.put("event_id", challenge.value());
                value.put("challenge_id", challenge.value());
                String key = event.key().equals(value(event, "challenge_id")) ? challenge.value() : event.key();
                attempts.add(attempt(event.type() + ": " + forgery.name(), event.topic(), key, value, forgery));
            }
        });
        PlatformRecords.writeAndAwaitConsumed(
                attempts.stream().map(Attempt::record).toList());
        Map<String, String> letters = PlatformRecords.deadLetters();
        return attempts.stream()
                .map(attempt -> AttackCase.asserting(attempt.name(), () -> {
                            assertSetAside(letters, attempt);
                            assertThat(TestPlatform.auditedEvents(
                                            value(attempt.record().value(), "challenge_id")))
                                    .isEmpty();
                        })
                        .named());
    }

    /** The effects that unauthenticated events once had. */
    static Stream<Named<AttackCase>> everyEffectWithEveryForgery() {
        return Stream.of(
                        aBrowserBecomesKnown(),
                        anothersLoginIsDisowned(),
                        aLoginIsHiddenFromItsPerson(),
                        aPendingLoginIsCancelled(),
                        theAuditIsWrittenFirst())
                .flatMap(cases -> cases);
    }

    private static Stream<Named<AttackCase>> aBrowserBecomesKnown() {
        Victim victim = Victim.at("scanned");
        List<Attempt> attempts = forgeAll(EnumSet.of(EventWriter.SESSION_SERVICE), "known browser", tag -> {
            ObjectNode consumed =
                    consumed(ChallengeId.random(RANDOM).value(), victim.person().account(), victim);
            return consumed.put("browser_key", "attacker's " + tag)
                    .put("browser_agent", tag)
                    .put("at", Instant.now().plus(Duration.ofMinutes(5)).toString());
        });
        return cases(attempts, () -> assertThat(victim.phone().browsers()).isEmpty());
    }

    private static Stream<Named<AttackCase>> anothersLoginIsDisowned() {
        Victim victim = Victim.at("consumed");
        Victim attacker = Victim.at("created");
        List<Attempt> attempts = forgeAll(
                EnumSet.of(EventWriter.SESSION_SERVICE),
                "another's login",
                tag -> consumed(victim.challenge(), attacker.person().account(), victim)
                        .put("client_name", tag));
        return cases(attempts, () -> {
            assertThat(attacker.phone().disown(victim.challenge()).problem()).isEqualTo("login-not-found");
            assertThat(victim.state()).isEqualTo("consumed");
        });
    }

    private static Stream<Named<AttackCase>> aLoginIsHiddenFromItsPerson() {
        Victim victim = Victim.at("consumed");
        List<Attempt> attempts = forgeAll(EnumSet.of(EventWriter.CHALLENGE_SERVICE), "hidden login", tag -> {
            ObjectNode expired = transition("ChallengeExpired", victim.challenge(), victim);
            return expired.put("client_name", tag).put("from", "scanned").put("version", 16);
        });
        return cases(
                attempts,
                () -> assertThat(victim.phone().activity())
                        .anySatisfy(entry -> assertThat(entry)
                                .containsEntry("id", victim.challenge())
                                .containsEntry("kind", "login")
                                .containsEntry("may_disown", true)));
    }

    private static Stream<Named<AttackCase>> aPendingLoginIsCancelled() {
        Victim victim = Victim.at("scanned");
        String credential = victim.phone().identity().credentialId();
        List<Attempt> attempts = forgeAll(
                EnumSet.of(EventWriter.APPROVAL_SERVICE),
                "cancelled login",
                Topics.DEVICES,
                credential,
                tag -> MAPPER.createObjectNode()
                        .put("type", "DeviceRevoked")
                        .put("event_id", ChallengeId.random(RANDOM).value())
                        .put("at", Instant.now().toString())
                        .put("credential", credential)
                        .put("account", victim.person().account())
                        .put("by", "operator")
                        .put("tag", tag));
        return cases(
                attempts,
                () -> assertThat(TestPlatform.auditedTypes(victim.challenge())).doesNotContain("ChallengeCancelled"));
    }

    private static Stream<Named<AttackCase>> theAuditIsWrittenFirst() {
        Victim victim = Victim.at("scanned");
        List<Attempt> attempts = forgeAll(
                EnumSet.of(EventWriter.APPROVAL_SERVICE),
                "written first",
                tag -> transition("ChallengeApproved", victim.challenge(), victim)
                        .put("version", 3)
                        .put("transcript_hash", tag));
        victim.phone().approve(victim.scanned());
        PlatformRecords.awaitConsumed();
        return cases(
                attempts,
                () -> assertThat(TestPlatform.auditedEvents(victim.challenge())
                                .filter(event -> event.at("/unmapped/doorway/type")
                                        .asText()
                                        .equals("ChallengeApproved"))
                                .map(event -> event.at("/unmapped/doorway/transcript_hash")
                                        .asText()))
                        .singleElement()
                        .satisfies(hash -> assertThat(hash).hasSize(43)));
    }

    private interface Content {
        JsonNode of(String tag);
    }

    private static List<Attempt> forgeAll(EnumSet<EventWriter> writers, String effect, Content content) {
        return forgeAll(writers, effect, Topics.TRANSITIONS, "", content);
    }

    /** @param key the record key; empty for the challenge of the event */
    private static List<Attempt> forgeAll(
            EnumSet<EventWriter> writers, String effect, String topic, String key, Content content) {
        List<Attempt> attempts = Forgery.of(writers).stream()
                .map(forgery -> {
                    String name = effect + ": " + forgery.name();
                    JsonNode value = content.of(name);
                    String recordKey = key.isEmpty() ? value.get("challenge_id").asText() : key;
                    return attempt(name, topic, recordKey, value, forgery);
                })
                .toList();
        PlatformRecords.writeAndAwaitConsumed(
                attempts.stream().map(Attempt::record).toList());
        return attempts;
    }

    private static Attempt attempt(String name, String topic, String key, JsonNode value, Forgery forgery) {
        String text = value.toString();
        String mac = forgery.mac().of(topic, key, text);
        return new Attempt(name, forgery.reason(), PlatformRecords.record(topic, key, text, mac));
    }

    private static Stream<Named<AttackCase>> cases(List<Attempt> attempts, Runnable noEffect) {
        Map<String, String> letters = PlatformRecords.deadLetters();
        return attempts.stream()
                .map(attempt -> AttackCase.asserting(attempt.name(), () -> {
                            assertSetAside(letters, attempt);
                            noEffect.run();
                        })
                        .named());
    }

    private static void assertSetAside(Map<String, String> letters, Attempt attempt) {
        assertThat(letters.get(attempt.record().value())).as(attempt.name()).isEqualTo(attempt.reason());
    }

    private static ObjectNode consumed(String challenge, String account, Victim victim) {
        return transition("ChallengeConsumed", challenge, victim)
                .put("version", 4)
                .put("account", account)
                .put("check", "typed-code");
    }

    /** A transition with a value in every member of its type. */
    private static ObjectNode transition(String type, String challenge, Victim victim) {
        Event sample = SampleEvents.all()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
        return json(sample)
                .put("challenge_id", challenge)
                .put("at", Instant.now().toString())
                .put("account", victim.person().account())
                .put("credential", victim.phone().identity().credentialId());
    }

    private static ObjectNode json(Event event) {
        return (ObjectNode) tree(Json.write(event));
    }

    private static String value(Event event, String member) {
        return value(Json.write(event), member);
    }

    private static String value(String json, String member) {
        return tree(json).path(member).asText();
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void forgedRecordsRaiseAnAlarm() {
        Victim victim = Victim.at("created");
        TestPlatform.topics()
                .write(
                        Topics.TRANSITIONS,
                        victim.challenge(),
                        transition("ChallengeExpired", victim.challenge(), victim)
                                .toString());
        PlatformRecords.awaitConsumed();

        PlatformRecords.assertAlarm("no_mac");
    }

    /** Even with the key of session-service: a login that is not stored makes no browser known. */
    @Test
    void anAuthenticEventOfALoginThatNeverWasMakesNoBrowserKnown() {
        Victim victim = Victim.at("scanned");
        ChallengeEvent consumed = (ChallengeEvent) Json.readEvent(
                consumed(ChallengeId.random(RANDOM).value(), victim.person().account(), victim)
                        .toString());
        String value = Json.write(consumed);
        String mac = PlatformRecords.mac(EventWriter.SESSION_SERVICE, consumed.topic(), consumed.key(), value);
        PlatformRecords.writeAndAwaitConsumed(
                List.of(PlatformRecords.record(consumed.topic(), consumed.key(), value, mac)));

        assertThat(victim.phone().browsers()).isEmpty();
    }

    /** A version that no challenge has would silence the push for the versions before it. */
    @Test
    void forgedVersionsDoNotSilenceThePush() throws Exception {
        Victim victim = Victim.at("scanned");
        try (LoginEventSocket socket = victim.login().browser().openEventSocket(victim.challenge())) {
            socket.awaitFirstState(Duration.ofSeconds(10));
            ObjectNode rejected = transition("ChallengeRejected", victim.challenge(), victim);
            List<ProducerRecord<String, String>> records = new ArrayList<>();
            for (long version : new long[] {9, 17, Integer.MAX_VALUE, Long.MAX_VALUE}) {
                String value = rejected.put("version", version).toString();
                records.add(PlatformRecords.record(Topics.TRANSITIONS, victim.challenge(), value, null));
            }
            String huge = rejected.put("version", Long.MAX_VALUE).toString();
            records.add(PlatformRecords.record(
                    Topics.TRANSITIONS,
                    victim.challenge(),
                    huge,
                    PlatformRecords.mac(EventWriter.APPROVAL_SERVICE, Topics.TRANSITIONS, victim.challenge(), huge)));
            PlatformRecords.writeAndAwaitConsumed(records);

            victim.phone().approve(victim.scanned());

            socket.await("approved", Duration.ofSeconds(10));
        }
    }
}
