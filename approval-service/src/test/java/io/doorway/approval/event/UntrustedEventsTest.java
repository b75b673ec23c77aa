package io.doorway.approval.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.servers.TopicRecords;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an event may cause in this service, and that no event stops it. */
@ApprovalServiceTest
class UntrustedEventsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    TestChallenges logins;

    @Inject
    EventLog log;

    @Inject
    EventSigner signer;

    @Inject
    RandomGenerator random;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private HeadlessPhone phone;

    @BeforeEach
    void enrolPhone() {
        phone = EnrolledPhones.enrolled();
    }

    /** The events have one record key, so that the second is processed after the first. */
    @Test
    void anAuthenticEventDoesNotCancelTheLoginsOfADeviceThatIsNotRevoked() {
        TestChallenge login = logins.create();
        phone.scan(login.qrLink());
        publish(signer.sign(revoked("first")));
        publish(signer.sign(revoked("second")));
        AwaitActivity.of(phone, 3);

        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void aRecordWithoutAMacIsSkipped() {
        EventRecord valid = signer.sign(expired(newId(), "Forged"));
        publish(new EventRecord(valid.topic(), valid.key(), valid.value(), "", null));
        publish(signer.sign(expired(new ChallengeId(valid.key()), "Genuine")));

        assertThat(AwaitActivity.of(phone, 2).getFirst()).containsEntry("client_name", "Genuine");
    }

    /** PostgreSQL stores no NUL, however often it is tried. */
    @Test
    void anEventThatCannotBeStoredBecomesADeadLetterAndTheNextIsProcessed() {
        ChallengeId id = newId();
        publish(signer.sign(expired(id, "A\0B")));
        publish(signer.sign(expired(id, "Genuine")));

        assertThat(AwaitActivity.of(phone, 2).getFirst()).containsEntry("client_name", "Genuine");
        assertThat(new TopicRecords(kafka)
                        .await(
                                Topics.DEAD_LETTERS,
                                1,
                                letter -> letter.key() != null && letter.key().equals(id.value()),
                                TIMEOUT))
                .singleElement()
                .satisfies(letter -> assertThat(TopicRecords.header(letter, "dead-letter-reason"))
                        .contains("22021"));
    }

    /** The events have one record key, so that the second is processed after the first. */
    @Test
    void anAuthenticEventDoesNotGiveALoginToAnotherAccount() {
        HeadlessPhone victim = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(victim);
        publish(signer.sign(consumed(login.id())));
        publish(signer.sign(expired(login.id(), "Processed")));

        assertThat(AwaitActivity.of(phone, 2).getFirst()).containsEntry("client_name", "Processed");
        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-not-found");
        assertThat(AwaitActivity.of(victim, 2).getFirst())
                .containsEntry("id", login.id().value())
                .containsEntry("may_disown", true);
    }

    @Test
    void aLoginThatIsNoLongerStoredIsListedAndCannotBeDisowned() {
        ChallengeId id = newId();
        publish(signer.sign(consumed(id)));

        assertThat(AwaitActivity.of(phone, 2).getFirst())
                .containsEntry("kind", "login")
                .containsEntry("may_disown", false)
                .doesNotContainKey("browser");
        assertThat(phone.disown(id.value()).problem()).isEqualTo("login-not-found");
    }

    private ChallengeConsumed consumed(ChallengeId id) {
        return new ChallengeConsumed(
                id,
                4,
                Instant.now(),
                new ClientId("bank"),
                "Forged",
                "bank.example.org",
                "login",
                null,
                credential(),
                account(),
                Acr.QR,
                List.of("swk"),
                Check.NONE,
                "key",
                "127.0.0.1",
                null,
                "Firefox on Linux",
                false,
                null);
    }

    private DeviceRevoked revoked(String eventId) {
        return new DeviceRevoked(
                eventId + newId(),
                Instant.now(),
                credential(),
                account(),
                DeviceRevoked.RevokedBy.PERSON,
                null,
                null,
                null,
                null);
    }

    private ChallengeExpired expired(ChallengeId id, String clientName) {
        return new ChallengeExpired(
                id,
                3,
                Instant.now(),
                new ClientId("bank"),
                clientName,
                "login",
                null,
                StateName.SCANNED,
                credential(),
                account(),
                null);
    }

    private CredentialId credential() {
        return new CredentialId(phone.identity().credentialId());
    }

    private AccountId account() {
        return new AccountId(phone.identity().account());
    }

    private ChallengeId newId() {
        return ChallengeId.random(random);
    }

    private void publish(EventRecord record) {
        log.append(List.of(OutboxEntry.direct(record))).await().atMost(TIMEOUT);
    }
}
