package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.doorway.edge.session.SessionGate;
import io.doorway.edge.session.SessionId;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeExpired;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.LoginDisowned;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneIdentity;
import io.doorway.testkit.phone.PhoneMessages;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a person sees of what happened to their account, and "this wasn't me". */
@ApprovalServiceTest
class ActivityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Logins logins;

    @Inject
    SessionGate sessions;

    @Inject
    Pool pool;

    @Inject
    EventLog log;

    @Inject
    RandomGenerator random;

    @Test
    void aLoginIsListedWithWhatThePersonKnowsItBy() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = loggedIn(phone);

        Map<String, Object> listed = activity(phone, 2).getFirst();

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

        assertThat(activity(phone, 2).getFirst())
                .contains(entry("kind", "rejected"), entry("reason", "not_me"), entry("may_disown", false));
    }

    @Test
    void whatNobodyDecidedInTimeIsListed() {
        HeadlessPhone phone = Phones.enrolled();
        PhoneIdentity me = phone.identity();
        told(new ChallengeExpired(
                id(), 3, Instant.now(), "bank", "Demo Bank", StateName.SCANNED, me.credentialId(), me.account(), null));

        assertThat(activity(phone, 2).getFirst()).contains(entry("kind", "expired"), entry("reason", "scanned"));
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
                activity(phone, found -> found.stream().anyMatch(one -> "cancelled".equals(one.get("kind"))));

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

        List<Map<String, Object>> listed = activity(kept, 3);

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
            loggedIn(phone);
        }
        List<Object> all = activity(phone, 5).stream().map(one -> one.get("id")).toList();

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
        Logins.Login login = loggedIn(ada);
        activity(ada, 2);
        activity(eve, 1);

        PhoneAnswer before = get(eve, "/activity?before=" + login.id().value()).expect(200);

        assertThat(eve.activity()).hasSize(1);
        assertThat(ids(before)).isEmpty();
    }

    @Test
    void aDisownedLoginIsEndedMarkedAndToldOnce() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = loggedIn(phone);
        activity(phone, 2);

        phone.disown(login.id().value()).expect(204);
        phone.disown(login.id().value()).expect(204);

        assertThat(ended(login)).isTrue();
        assertThat(phone.activity().getFirst())
                .containsEntry("may_disown", false)
                .containsKey("disowned_at");
        assertThat(TopicReader.events(Topics.SESSIONS, 2, event -> isOf(login, event), Duration.ofSeconds(3)))
                .singleElement()
                .isInstanceOfSatisfying(LoginDisowned.class, told -> {
                    assertThat(told.sessionId()).isEqualTo(SessionId.of(login.id()));
                    assertThat(told.account()).isEqualTo(phone.identity().account());
                    assertThat(told.credential()).isEqualTo(phone.identity().credentialId());
                });
    }

    @Test
    void aBrowserIsRememberedAndForgottenWithALoginThatWasDisowned() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login =
                loggedIn(phone, Asking.USUAL.policy(CheckPolicy.UNKNOWN).in("key-of-" + id()));
        assertThat(activity(phone, 3))
                .anySatisfy(one -> assertThat(one)
                        .contains(entry("kind", "browser_remembered"), entry("browser", "Firefox on Linux")));

        phone.disown(login.id().value()).expect(204);

        assertThat(phone.browsers()).isEmpty();
        assertThat(activity(phone, 4).getFirst())
                .contains(entry("kind", "browser_forgotten"), entry("browser", "Firefox on Linux"));
    }

    @Test
    void anotherPersonsLoginIsLikeNone() {
        HeadlessPhone ada = Phones.enrolled();
        Logins.Login login = loggedIn(ada);
        activity(ada, 2);

        PhoneAnswer answer = Phones.enrolled().disown(login.id().value());

        assertThat(answer.problem()).isEqualTo("login-not-found");
        assertThat(answer.body()).isEqualTo(ada.disown("AAAAAAAAAAAAAAAAAAAAAA").body());
        assertThat(answer.body()).isEqualTo(ada.disown("none").body());
        assertThat(ended(login)).isFalse();
    }

    @Test
    void whatWasRejectedIsNoLoginToDisown() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        phone.reject(phone.scan(login.link()), "changed_mind");
        activity(phone, 2);

        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-not-found");
    }

    @Test
    void afterADayALoginCannotBeDisownedAnyMore() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = loggedIn(phone);
        activity(phone, 2);
        age(login, "24 hours 1 second");

        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-too-old");
        assertThat(ended(login)).isFalse();
    }

    @Test
    void aLoginThatWasDisownedInTimeStaysSo() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = loggedIn(phone);
        activity(phone, 2);
        phone.disown(login.id().value()).expect(204);
        age(login, "2 days");

        assertThat(phone.disown(login.id().value()).status()).isEqualTo(204);
    }

    @Test
    void aMessageThatListsDoesNotDisown() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = loggedIn(phone);
        activity(phone, 2);
        String nonce = Objects.requireNonNull(Phones.line()
                .get("/activity", phone.message(PhoneMessages.DEVICE, Map.of()))
                .nonce());

        PhoneAnswer turned = Phones.line()
                .post(
                        "/activity/" + login.id().value() + "/disown",
                        phone.message(PhoneMessages.DEVICE, Map.of("nonce", nonce)));

        assertThat(turned.problem()).isEqualTo("use-nonce");
        assertThat(ended(login)).isFalse();
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

    /** A login of the phone's person, through to the end. */
    private Logins.Login loggedIn(HeadlessPhone phone) {
        return loggedIn(phone, Asking.USUAL);
    }

    private Logins.Login loggedIn(HeadlessPhone phone, Asking asking) {
        Logins.Login login = logins.waiting(asking);
        phone.approve(phone.scan(login.link()));
        logins.consume(login);
        return login;
    }

    /** The phone's list as soon as it has so many entries: Kafka tells of them a moment later. */
    private static List<Map<String, Object>> activity(HeadlessPhone phone, int entries) {
        return activity(phone, listed -> listed.size() == entries);
    }

    private static List<Map<String, Object>> activity(
            HeadlessPhone phone, Predicate<List<Map<String, Object>>> complete) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        List<Map<String, Object>> listed = phone.activity();
        while (!complete.test(listed) && Instant.now().isBefore(giveUp)) {
            listed = phone.activity();
        }
        assertThat(complete.test(listed)).as("%s", listed).isTrue();
        return listed;
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

    private boolean ended(Logins.Login login) {
        return sessions.ended(SessionId.of(login.id())).await().atMost(PATIENCE);
    }

    private void age(Logins.Login login, String age) {
        pool.preparedQuery("update approval.activity set at = now() - $2::text::interval where id = $1")
                .execute(Tuple.of(login.id().value(), age))
                .await()
                .atMost(PATIENCE);
    }

    private static boolean isOf(Logins.Login login, Event event) {
        return event instanceof LoginDisowned told
                && told.challengeId().equals(login.id().value());
    }
}
