package io.doorway.approval.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person sees on the phone where they are logged in, and ends it. */
@ApprovalServiceTest
class SessionsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    EventLog log;

    @Inject
    EventSigner signer;

    @Inject
    RevocationList revocationList;

    @Inject
    RandomGenerator random;

    private final Instant begun = Instant.now();
    private HeadlessPhone phone;

    @BeforeEach
    void enrolPhone() {
        phone = EnrolledPhones.enrolled();
    }

    @Test
    void theSessionsOfABrowserAreOneEntryWithTheirWebsites() {
        SessionId first = start(null, "bank", "Harbour Bank", hour(2));
        start(first, "rail", "Harbour Rail", hour(3));
        SessionId elsewhere = start(null, "bank", "Harbour Bank", hour(2));
        proceed(first, "post", "Harbour Post");

        List<Map<String, Object>> listed = await(2, 4);

        assertThat(listed)
                .extracting(entry -> entry.get("id"))
                .containsExactlyInAnyOrder(first.value(), elsewhere.value());
        assertThat(entry(listed, first))
                .containsEntry("websites", List.of("Harbour Bank", "Harbour Post", "Harbour Rail"))
                .containsEntry("expires_at", hour(3).toString())
                .containsKeys("started_at", "last_used_at");
    }

    @Test
    void anEndedSessionIsRevokedPublishedOnceAndNotListed() {
        SessionId first = start(null, "bank", "Harbour Bank", hour(2));
        SessionId second = start(first, "rail", "Harbour Rail", hour(2));
        SessionId elsewhere = start(null, "bank", "Harbour Bank", hour(2));
        await(2, 3);

        phone.endSession(first.value()).expect(204);
        phone.endSession(first.value()).expect(204);

        assertThat(phone.sessions()).extracting(entry -> entry.get("id")).containsExactly(elsewhere.value());
        assertThat(isRevoked(first)).isTrue();
        assertThat(isRevoked(second)).isTrue();
        assertThat(isRevoked(elsewhere)).isFalse();
        assertThat(requests(2)).extracting(SessionEndRequested::sessionId).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void allSessionsAreEndedAtOnce() {
        SessionId here = start(null, "bank", "Harbour Bank", hour(2));
        SessionId there = start(null, "rail", "Harbour Rail", hour(2));
        await(2, 2);

        phone.endSessions().expect(204);
        phone.endSessions().expect(204);

        assertThat(phone.sessions()).isEmpty();
        assertThat(isRevoked(here)).isTrue();
        assertThat(isRevoked(there)).isTrue();
        assertThat(requests(2)).extracting(SessionEndRequested::sessionId).containsExactlyInAnyOrder(here, there);
    }

    @Test
    void aSessionThatHasEndedElsewhereOrIsOverIsNotListed() {
        start(null, "bank", "Harbour Bank", now().minusSeconds(1));
        SessionId ended = start(null, "bank", "Harbour Bank", hour(2));
        publish(new SessionEnded(id(), now(), ended, new ClientId("bank"), account(), EndedBy.LOGOUT, null));
        // What comes again does not begin it again, and its key keeps it in order.
        proceed(ended, "rail", "Harbour Rail");
        SessionId last = start(null, "bank", "Harbour Bank", hour(2));

        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(phone.sessions())
                        .extracting(entry -> entry.get("id"))
                        .containsExactly(last.value()));
    }

    @Test
    void anotherAccountsSessionIsNotFound() {
        SessionId session = start(null, "bank", "Harbour Bank", hour(2));
        await(1, 1);
        HeadlessPhone other = EnrolledPhones.enrolled();

        assertThat(other.endSession(session.value()).problem()).isEqualTo("session-not-found");
        assertThat(other.endSession(session.value()).body())
                .isEqualTo(other.endSession("none").body());
        other.endSessions().expect(204);

        assertThat(isRevoked(session)).isFalse();
        assertThat(phone.sessions()).hasSize(1);
    }

    /** The sessions of a browser come from several partitions, so that an entry can be there before it has all its websites. */
    private List<Map<String, Object>> await(int browsers, int websites) {
        return Awaitility.await()
                .atMost(TIMEOUT)
                .until(
                        () -> phone.sessions(),
                        listed -> listed.size() == browsers
                                && listed.stream()
                                                .mapToInt(SessionsTest::websites)
                                                .sum()
                                        == websites);
    }

    private static int websites(Map<String, Object> entry) {
        return entry.get("websites") instanceof List<?> names ? names.size() : 0;
    }

    private static Map<String, Object> entry(List<Map<String, Object>> listed, SessionId id) {
        return listed.stream()
                .filter(entry -> entry.get("id").equals(id.value()))
                .findFirst()
                .orElseThrow();
    }

    /** @param browserSession that of the browser, or null for another browser */
    private SessionId start(@Nullable SessionId browserSession, String client, String name, Instant expiresAt) {
        ChallengeId login = ChallengeId.random(random);
        SessionId session = SessionId.of(login);
        publish(new SessionStarted(
                id(),
                now(),
                session,
                login,
                new ClientId(client),
                name,
                account(),
                new CredentialId(phone.identity().credentialId()),
                browserSession == null ? session : browserSession,
                expiresAt,
                null));
        return session;
    }

    private void proceed(SessionId session, String client, String name) {
        publish(new SessionContinued(
                id(), now(), session, ChallengeId.random(random), new ClientId(client), name, account(), null));
    }

    private void publish(Event event) {
        log.append(List.of(OutboxEntry.direct(signer.sign(event)))).await().atMost(TIMEOUT);
    }

    /** All of the account, when there are so many. */
    private List<SessionEndRequested> requests(int expected) {
        return TopicReader.allEvents(
                        Topics.SESSIONS,
                        expected,
                        event -> event instanceof SessionEndRequested requested
                                && requested.account().equals(account()))
                .stream()
                .map(SessionEndRequested.class::cast)
                .toList();
    }

    private boolean isRevoked(SessionId session) {
        return revocationList
                .firstRevoked(new RevocationList.Session(session))
                .await()
                .atMost(TIMEOUT)
                .isPresent();
    }

    private AccountId account() {
        return new AccountId(phone.identity().account());
    }

    private String id() {
        return ChallengeId.random(random).value();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same during a test, also if an hour ends meanwhile. */
    private Instant hour(int hours) {
        return begun.truncatedTo(ChronoUnit.HOURS).plus(hours, ChronoUnit.HOURS);
    }
}
