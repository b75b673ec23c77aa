package io.doorway.approval.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class PublishedEventsTest {
    @Inject
    EventSigner signer;

    @Inject
    TestChallenges logins;

    @Inject
    Pool pool;

    @Test
    void eventsOfADeviceArePublishedInOrderAndOnce() {
        String account = EnrolledPhones.account();
        HeadlessPhone phone = EnrolledPhones.enrolled(account);
        EnrolledPhones.suspend(account);
        EnrolledPhones.suspend(account);
        EnrolledPhones.resume(account);
        phone.revoke(phone.identity().credentialId());

        List<Event> published = TopicReader.events(Topics.DEVICES, 4, event -> isOf(phone, event));

        assertThat(published)
                .hasExactlyElementsOfTypes(
                        DeviceEnrolled.class, DeviceSuspended.class, DeviceResumed.class, DeviceRevoked.class);
        assertThat(outboxEntries(phone.identity().credentialId())).isZero();
    }

    @Test
    void theRelayPublishesEventsLeftByACrash() {
        DeviceEnrolled event = new DeviceEnrolled(
                "left-behind",
                Instant.EPOCH,
                new CredentialId("credential"),
                new AccountId("account"),
                "Phone",
                null,
                null,
                null,
                null);
        EventRecord record = signer.sign(event);
        pool.preparedQuery("insert into approval.outbox (topic, key, value, mac) values ($1, $2, $3, $4)")
                .execute(Tuple.of(record.topic(), record.key(), record.value(), record.mac()))
                .await()
                .indefinitely();

        List<Event> published =
                TopicReader.events(Topics.DEVICES, 1, found -> found.uid().equals("left-behind"));

        assertThat(published).containsExactly(event);
    }

    @Test
    void aSecondPhonesScanIsPublishedAsARefusal() {
        TestChallenge login = logins.create();
        EnrolledPhones.enrolled().scan(login.qrLink());
        HeadlessPhone second = EnrolledPhones.enrolled();
        catchThrowable(() -> second.scan(login.qrLink()));

        List<Event> published = TopicReader.events(
                Topics.REFUSALS,
                1,
                event -> event instanceof AttemptRefused refused && login.id().equals(refused.challengeId()));

        assertThat(published).singleElement().isInstanceOfSatisfying(AttemptRefused.class, refused -> {
            assertThat(refused.attempt()).isEqualTo(Attempt.SCAN);
            assertThat(refused.reason()).isEqualTo(RefusalReason.CLAIMED);
            assertThat(refused.credential())
                    .isEqualTo(new CredentialId(second.identity().credentialId()));
            assertThat(refused.client()).isEqualTo(new ClientId("bank"));
        });
    }

    private static boolean isOf(HeadlessPhone phone, Event event) {
        return event instanceof DeviceEvent device
                && device.credential().value().equals(phone.identity().credentialId());
    }

    private long outboxEntries(String credential) {
        return pool.preparedQuery("select count(*) from approval.outbox where key = $1")
                .execute(Tuple.of(credential))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
