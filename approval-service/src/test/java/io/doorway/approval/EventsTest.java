package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceResumed;
import io.doorway.protocol.event.DeviceRevoked;
import io.doorway.protocol.event.DeviceSuspended;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.testkit.phone.HeadlessPhone;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class EventsTest {
    @Inject
    Logins logins;

    @Inject
    Pool pool;

    @Test
    void theLifeOfADeviceIsToldInOrderAndOnce() {
        String account = Phones.account();
        HeadlessPhone phone = Phones.enrolled(account);
        Phones.suspend(account);
        Phones.suspend(account);
        Phones.resume(account);
        phone.revoke(phone.identity().credentialId());

        List<Event> told = TopicReader.events(Topics.DEVICES, 4, event -> isOf(phone, event));

        assertThat(told)
                .hasExactlyElementsOfTypes(
                        DeviceEnrolled.class, DeviceSuspended.class, DeviceResumed.class, DeviceRevoked.class);
        assertThat(waiting(phone.identity().credentialId())).isZero();
    }

    @Test
    void whatACrashLeftIsToldLater() {
        DeviceEnrolled left = new DeviceEnrolled("left-behind", Instant.EPOCH, "credential", "account", "Phone", null);
        pool.preparedQuery("insert into approval.outbox (topic, key, value) values ($1, $2, $3)")
                .execute(Tuple.of(left.topic(), left.key(), Json.write(left)))
                .await()
                .indefinitely();

        List<Event> told =
                TopicReader.events(Topics.DEVICES, 1, event -> event.uid().equals("left-behind"));

        assertThat(told).containsExactly(left);
    }

    @Test
    void aSecondPhoneIsRecordedForWhatItIs() {
        Logins.Login login = logins.waiting();
        Phones.enrolled().scan(login.link());
        HeadlessPhone second = Phones.enrolled();
        catchThrowable(() -> second.scan(login.link()));

        List<Event> told = TopicReader.events(
                Topics.REFUSALS,
                1,
                event -> event instanceof AttemptRefused refused
                        && login.id().value().equals(refused.challengeId()));

        assertThat(told).singleElement().isInstanceOfSatisfying(AttemptRefused.class, refused -> {
            assertThat(refused.attempt()).isEqualTo(Attempt.SCAN);
            assertThat(refused.reason()).isEqualTo(RefusalReason.CLAIMED);
            assertThat(refused.credential()).isEqualTo(second.identity().credentialId());
            assertThat(refused.client()).isEqualTo("bank");
        });
    }

    private static boolean isOf(HeadlessPhone phone, Event event) {
        return event instanceof DeviceEvent device
                && device.credential().equals(phone.identity().credentialId());
    }

    private long waiting(String credential) {
        return pool.preparedQuery("select count(*) from approval.outbox where key = $1")
                .execute(Tuple.of(credential))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
