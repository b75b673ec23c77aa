package io.doorway.approval.account.addition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.NewPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An enrolled phone adds another one by its signature over the new key. */
@ApprovalServiceTest
class AddDeviceTest {
    private static final int CONCURRENT = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TestPasskeys passkeys;

    @Inject
    DeviceAdditions additions;

    @Inject
    Pool pool;

    private HeadlessPhone owner;

    @BeforeEach
    void enrol() {
        owner = passkeys.phonePastCoolingOff();
    }

    @Test
    void theNewPhoneSeesWhoseAccountItIs() {
        PhoneResponse preview = newPhone().preview(code(start()));

        assertThat(preview.expect(200).text("account"))
                .isEqualTo(owner.identity().account());
        assertThat(preview.text("person")).isEqualTo("Ada Lovelace");
        assertThat(preview.text("organisation")).isEqualTo("localhost");
        assertThat(preview.text("added_by")).isEqualTo("Test phone");
    }

    @Test
    void theTimeThatIsLeftNeedsNoClockOfThePhone() {
        PhoneResponse started = start();

        assertThat(Duration.between(
                        Instant.parse(started.text("created_at")), Instant.parse(started.text("expires_at"))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsSignedNamesTheNewKey() throws Exception {
        PhoneResponse started = start();
        NewPhone phone = newPhone();
        assertThat(owner.addition(started.text("id")).expect(200).json()).doesNotContainKey("transcript");

        phone.claim(code(started), "Tablet").expect(200);

        JsonNode transcript = JSON.readTree(transcript(started));
        assertThat(transcript.path("change").asText()).isEqualTo("add-device");
        assertThat(transcript.path("account").asText())
                .isEqualTo(owner.identity().account());
        assertThat(transcript.path("by").asText()).isEqualTo(owner.identity().credentialId());
        assertThat(transcript.path("addition").asText()).isEqualTo(started.text("id"));
        assertThat(transcript.path("name").asText()).isEqualTo("Tablet");
        assertThat(transcript.path("key").asText())
                .isEqualTo(phone.key().computeThumbprint().toString());
    }

    @Test
    void theNewPhoneIsEnrolledByTheApprovalAndNotBefore() {
        PhoneResponse started = start();
        NewPhone phone = newPhone();
        phone.claim(code(started), "Tablet").expect(200);
        assertThat(phone.result().status()).isEqualTo(202);
        assertThat(owner.devices()).hasSize(1);

        approve(started).expect(204);

        HeadlessPhone added = phone.enrolled();
        assertThat(added.devices()).hasSize(2);
        assertThat(added.identity().account()).isEqualTo(owner.identity().account());
        assertThat(approve(started).status()).as("repeated").isEqualTo(204);
        assertThat(owner.devices()).hasSize(2);
    }

    @Test
    void itIsNewsOnEveryDeviceButTheOneThatApproved() {
        HeadlessPhone other = EnrolledPhones.enrolled(owner.identity().account());
        HeadlessPhone added = added();

        assertThat(listed(owner, added)).containsEntry("recognised", true).containsKey("cooling_off_until");
        assertThat(listed(other, added)).containsEntry("recognised", false);
        assertThat(listed(owner, added)).as("by no invitation").doesNotContainKey("invitation_name");
    }

    @Test
    void anEventSaysWhichDeviceAddedIt() {
        HeadlessPhone added = added();
        String id = added.identity().credentialId();

        assertThat(TopicReader.events(Topics.DEVICES, 1, event -> event.key().equals(id)))
                .singleElement()
                .isInstanceOfSatisfying(DeviceEnrolled.class, event -> {
                    assertThat(event.addedBy().value())
                            .isEqualTo(owner.identity().credentialId());
                    assertThat(event.invitation()).isNull();
                });
    }

    @Test
    void aDeviceInItsCoolingOffAddsNoneAndApprovesNone() {
        PhoneResponse started = start();
        newPhone().claim(code(started), "Tablet").expect(200);
        String transcript = transcript(started);
        passkeys.justEnrolled(owner);

        assertThat(owner.startAddition().problem()).isEqualTo("cooling-off");
        assertThat(owner.approveAddition(started.text("id"), transcript).problem())
                .isEqualTo("cooling-off");
        assertThat(owner.devices()).hasSize(1);
        assertThat(added(passkeys.pastCoolingOff(owner)).startAddition().problem())
                .as("the one that was added")
                .isEqualTo("cooling-off");
    }

    @Test
    void afterItsTimeNobodyFindsIt() {
        PhoneResponse unclaimed = start();
        expire(unclaimed);
        assertThat(newPhone().preview(code(unclaimed)).problem()).isEqualTo("wrong-enrolment-code");
        assertThat(newPhone().claim(code(unclaimed), "Tablet").problem()).isEqualTo("wrong-enrolment-code");

        PhoneResponse claimed = start();
        NewPhone phone = newPhone();
        phone.claim(code(claimed), "Tablet").expect(200);
        String transcript = transcript(claimed);
        expire(claimed);

        assertThat(owner.addition(claimed.text("id")).problem()).isEqualTo("addition-not-found");
        assertThat(owner.approveAddition(claimed.text("id"), transcript).problem())
                .isEqualTo("addition-not-found");
        assertThat(phone.result().problem()).isEqualTo("wrong-enrolment-code");
        assertThat(owner.devices()).hasSize(1);
    }

    @Test
    void theNewPhoneLearnsItsEnrolmentAlsoAfterThatTime() {
        PhoneResponse started = start();
        NewPhone phone = newPhone();
        phone.claim(code(started), "Tablet").expect(200);
        approve(started).expect(204);
        expire(started);
        additions.deleteExpired().await().indefinitely();

        assertThat(phone.enrolled().devices()).hasSize(2);
    }

    @Test
    void ofManyPhonesThatOpenTheCodeOneClaimsIt() throws Exception {
        PhoneResponse started = start();
        List<NewPhone> phones =
                Stream.generate(AddDeviceTest::newPhone).limit(CONCURRENT).toList();

        List<Integer> answers = ConcurrentCalls.run(
                CONCURRENT,
                call -> phones.get(call).claim(code(started), "Phone " + call).status());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 403).hasSize(CONCURRENT - 1);
        assertThat(transcript(started)).contains("Phone " + answers.indexOf(200));
    }

    @Test
    void theSamePhoneMayRepeatItsClaim() {
        PhoneResponse started = start();
        NewPhone phone = newPhone();
        phone.claim(code(started), "Tablet").expect(200);

        phone.claim(code(started), "Another name").expect(200);

        assertThat(transcript(started)).contains("\"name\":\"Tablet\"");
    }

    @Test
    void aNewerCodeReplacesTheEarlierOne() {
        PhoneResponse first = start();
        start();

        assertThat(newPhone().preview(code(first)).problem()).isEqualTo("wrong-enrolment-code");
        assertThat(owner.addition(first.text("id")).problem()).isEqualTo("addition-not-found");
    }

    @Test
    void whatIsCancelledIsVoid() {
        PhoneResponse started = start();
        NewPhone phone = newPhone();
        phone.claim(code(started), "Tablet").expect(200);
        String transcript = transcript(started);

        owner.cancelAddition(started.text("id")).expect(204);

        assertThat(owner.approveAddition(started.text("id"), transcript).problem())
                .isEqualTo("addition-not-found");
        assertThat(phone.result().problem()).isEqualTo("wrong-enrolment-code");
        assertThat(owner.cancelAddition(started.text("id")).problem())
                .as("again")
                .isEqualTo("addition-not-found");
    }

    @Test
    void anAccountGetsNoMoreDevicesThanItMayHave() {
        String account = owner.identity().account();
        for (int i = 0; i < 4; i++) {
            EnrolledPhones.enrolled(account);
        }
        PhoneResponse started = start();
        newPhone().claim(code(started), "Tablet").expect(200);

        assertThat(approve(started).problem()).isEqualTo("too-many-devices");
        assertThat(owner.devices()).hasSize(5);
    }

    @Test
    void theActivitySaysHowItWasAdded() {
        added();

        assertThat(AwaitActivity.of(owner, 2))
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry("kind", "device_added")
                        .containsEntry("device", "Tablet")
                        .containsEntry("reason", "device"));
    }

    private PhoneResponse start() {
        return owner.startAddition().expect(201);
    }

    private static NewPhone newPhone() {
        return NewPhone.at(EnrolledPhones.ISSUER, EnrolledPhones.http());
    }

    private static String code(PhoneResponse started) {
        String link = started.text("link");
        assertThat(link).startsWith(EnrolledPhones.ISSUER + "/app/add#");
        return link.substring(link.indexOf('#') + 1);
    }

    private String transcript(PhoneResponse started) {
        return owner.addition(started.text("id")).expect(200).text("transcript");
    }

    private PhoneResponse approve(PhoneResponse started) {
        return owner.approveAddition(started.text("id"), transcript(started));
    }

    private HeadlessPhone added() {
        return added(owner);
    }

    private HeadlessPhone added(HeadlessPhone by) {
        PhoneResponse started = by.startAddition().expect(201);
        NewPhone phone = newPhone();
        phone.claim(code(started), "Tablet").expect(200);
        approve(started).expect(204);
        return phone.enrolled();
    }

    private static Map<String, Object> listed(HeadlessPhone on, HeadlessPhone device) {
        return on.devices().stream()
                .filter(each -> device.identity().credentialId().equals(each.get("credential_id")))
                .findFirst()
                .orElseThrow();
    }

    private void expire(PhoneResponse started) {
        pool.preparedQuery("update approval.device_addition set expires_at = now() where id = $1")
                .execute(Tuple.of(started.text("id")))
                .await()
                .indefinitely();
    }
}
