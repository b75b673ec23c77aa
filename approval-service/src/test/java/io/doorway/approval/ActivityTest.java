package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeExpired;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneIdentity;
import io.doorway.testkit.phone.PhoneMessages;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a person sees of what happened to their account. */
@ApprovalServiceTest
class ActivityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Logins logins;

    @Inject
    EventLog log;

    @Inject
    RandomGenerator random;

    @Test
    void aLoginIsListedWithWhatThePersonKnowsItBy() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.loggedIn(phone);

        Map<String, Object> listed = Activities.of(phone, 2).getFirst();

        assertThat(listed)
                .contains(
                        entry("id", login.id().value()),
                        entry("kind", "login"),
                        entry("client_name", "Demo Bank"),
                        entry("client_domain", "bank.example.org"),
                        entry("browser", "Firefox on Linux"),
                        entry("browser_ip", "127.0.0.1"),
                        entry("device", "Test phone"),
                        entry("may_disown", true))
                .doesNotContainKeys("browser_location", "reason", "disowned_at");
    }

    @Test
    void whatThePersonRefusedIsListedWithTheReason() {
        HeadlessPhone phone = Phones.enrolled();
        phone.reject(phone.scan(logins.waiting().link()), "not_me");

        assertThat(Activities.of(phone, 2).getFirst())
                .contains(entry("kind", "rejected"), entry("reason", "not_me"), entry("may_disown", false));
    }

    @Test
    void whatNobodyDecidedInTimeIsListed() {
        HeadlessPhone phone = Phones.enrolled();
        PhoneIdentity me = phone.identity();
        told(new ChallengeExpired(
                id(), 3, Instant.now(), "bank", "Demo Bank", StateName.SCANNED, me.credentialId(), me.account(), null));

        assertThat(Activities.of(phone, 2).getFirst()).contains(entry("kind", "expired"), entry("reason", "scanned"));
    }

    @Test
    void mistypedCodesAreListedAsOneLoginThatWasStopped() {
        HeadlessPhone phone = Phones.enrolled();
        PhoneIdentity me = phone.identity();
        ChallengeId id = id();
        Instant at = Instant.now();
        for (int version = 4; version <= 5; version++) {
            told(new ChallengeCodeMistyped(
                    id,
                    version,
                    at,
                    "bank",
                    "Demo Bank",
                    me.credentialId(),
                    me.account(),
                    6 - version,
                    "203.0.113.7",
                    at,
                    null));
        }
        told(new ChallengeCancelled(
                id,
                6,
                at,
                "bank",
                "Demo Bank",
                StateName.APPROVED,
                Canceller.WRONG_CODE,
                me.credentialId(),
                me.account(),
                null));

        List<Map<String, Object>> listed =
                Activities.of(phone, found -> found.stream().anyMatch(one -> "cancelled".equals(one.get("kind"))));

        assertThat(listed)
                .filteredOn(one -> one.get("id").equals(id.value()))
                .singleElement()
                .satisfies(one -> assertThat(one).contains(entry("kind", "cancelled"), entry("reason", "wrong_code")));
    }

    @Test
    void devicesComeAndGo() {
        String account = Phones.account();
        HeadlessPhone kept = Phones.enrolled(account);
        HeadlessPhone lost = Phones.enrolled(account);
        kept.revoke(lost.identity().credentialId());

        List<Map<String, Object>> listed = Activities.of(kept, 3);

        assertThat(listed)
                .extracting(one -> one.get("kind"))
                .containsExactly("device_removed", "device_added", "device_added");
        assertThat(listed.getFirst())
                .contains(
                        entry("reason", "person"),
                        entry("credential_id", lost.identity().credentialId()));
    }

    @Test
    void thePartsOfTheListJoinWithoutGapOrOverlap() {
        HeadlessPhone phone = Phones.enrolled();
        for (int i = 0; i < 4; i++) {
            logins.loggedIn(phone);
        }
        List<Object> all =
                Activities.of(phone, 5).stream().map(one -> one.get("id")).toList();

        PhoneAnswer first = get(phone, "/activity?limit=3").expect(200);
        PhoneAnswer second =
                get(phone, "/activity?limit=3&before=" + first.text("next")).expect(200);

        assertThat(ids(first)).isEqualTo(all.subList(0, 3));
        assertThat(ids(second)).isEqualTo(all.subList(3, 5));
        assertThat(second.json()).doesNotContainKey("next");
    }

    @Test
    void aPartIsNeitherEmptyNorHuge() {
        HeadlessPhone phone = Phones.enrolled();

        assertThat(get(phone, "/activity?limit=0").status()).isEqualTo(400);
        assertThat(get(phone, "/activity?limit=101").status()).isEqualTo(400);
    }

    @Test
    void nobodySeesAnothersActivity() {
        HeadlessPhone ada = Phones.enrolled();
        HeadlessPhone eve = Phones.enrolled();
        Logins.Login login = logins.loggedIn(ada);
        Activities.of(ada, 2);
        Activities.of(eve, 1);

        PhoneAnswer before = get(eve, "/activity?before=" + login.id().value()).expect(200);

        assertThat(eve.activity()).hasSize(1);
        assertThat(ids(before)).isEmpty();
    }

    private ChallengeId id() {
        return ChallengeId.random(random);
    }

    /** What Kafka is told by another service. */
    private void told(Event event) {
        log.append(List.of(new OutboxEntry(0, "", event.topic(), event.key(), Json.write(event), null)))
                .await()
                .atMost(PATIENCE);
    }

    private static PhoneAnswer get(HeadlessPhone phone, String path) {
        PhoneAnswer asked = Phones.line().get(path, phone.message(PhoneMessages.DEVICE, Map.of()));
        return asked.nonce() == null
                ? asked
                : Phones.line().get(path, phone.message(PhoneMessages.DEVICE, Map.of("nonce", asked.nonce())));
    }

    private static List<Object> ids(PhoneAnswer answer) {
        return ((List<?>) answer.json().get("activity"))
                .stream().<Object>map(one -> ((Map<?, ?>) one).get("id")).toList();
    }
}
