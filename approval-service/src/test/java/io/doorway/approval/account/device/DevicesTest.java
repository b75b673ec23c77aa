package io.doorway.approval.account.device;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.CredentialId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class DevicesTest {
    @Inject
    TestPasskeys passkeys;

    @Inject
    TestChallenges logins;

    @Inject
    RevocationList revocationList;

    @Test
    void aPhoneListsTheDevicesOfItsAccount() {
        String account = EnrolledPhones.account();
        HeadlessPhone first = EnrolledPhones.enrolled(account);
        HeadlessPhone second = EnrolledPhones.enrolled(account);

        assertThat(second.devices())
                .extracting(device -> device.get("credential_id"), device -> device.get("current"))
                .containsExactly(
                        tuple(first.identity().credentialId(), false),
                        tuple(second.identity().credentialId(), true));
    }

    @Test
    void aNewDeviceIsListedWithItsCoolingOffPeriod() {
        Map<String, Object> device = EnrolledPhones.enrolled().devices().getFirst();

        Instant enrolled = Instant.parse(device.get("enrolled_at").toString());
        assertThat(Instant.parse(device.get("cooling_off_until").toString())).isEqualTo(enrolled.plusSeconds(3600));
    }

    @Test
    void aRevokedPhoneIsRefusedImmediately() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);

        kept.revoke(lost.identity().credentialId());

        assertThat(kept.devices()).hasSize(1);
        assertRefused("credential-not-active", lost::devices);
    }

    @Test
    void aLoginThatARevokedPhoneScannedCannotBeApproved() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        ScannedLogin scanned = lost.scan(logins.create().qrLink());

        kept.revoke(lost.identity().credentialId());

        assertRefused("credential-not-active", () -> lost.approve(scanned));
        assertThat(isRevoked(lost)).isTrue();
        assertThat(isRevoked(kept)).isFalse();
    }

    @Test
    void aLoginThatARevokedPhoneScannedIsCancelled() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        TestChallenge scanned = logins.create();
        lost.scan(scanned.qrLink());

        kept.revoke(lost.identity().credentialId());

        assertThat(awaitCancelled(scanned)).isEqualTo(Canceller.REVOKED);
    }

    @Test
    void aLoginThatARevokedPhoneApprovedIsCancelled() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        TestChallenge approved = logins.create();
        lost.approve(lost.scan(approved.qrLink()));

        kept.revoke(lost.identity().credentialId());

        assertThat(awaitCancelled(approved)).isEqualTo(Canceller.REVOKED);
    }

    @Test
    void aLoginOfAnotherPhoneIsNotCancelled() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        TestChallenge older = logins.create();
        lost.scan(older.qrLink());
        TestChallenge newest = logins.create();
        ScannedLogin scanned = kept.scan(newest.qrLink());

        kept.revoke(lost.identity().credentialId());

        assertThat(kept.approve(scanned).text("state")).isEqualTo("approved");
        assertThat(awaitCancelled(older)).isEqualTo(Canceller.NEWER);
    }

    @Test
    void revokingCanBeRepeated() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        kept.revoke(lost.identity().credentialId());

        kept.revoke(lost.identity().credentialId());

        assertThat(kept.devices()).hasSize(1);
    }

    @Test
    void anotherAccountsDeviceIsNotFound() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPhone ofAnotherAccount = EnrolledPhones.enrolled();

        assertRefused(
                "device-not-found",
                () -> phone.revoke(ofAnotherAccount.identity().credentialId()));
        assertThat(ofAnotherAccount.devices()).hasSize(1);
    }

    @Test
    void aNewDeviceIsUnrecognisedOnOlderDevicesUntilItIsRecognisedThere() {
        String account = EnrolledPhones.account();
        HeadlessPhone old = EnrolledPhones.enrolled(account);
        HeadlessPhone other = EnrolledPhones.enrolled(account);
        HeadlessPhone added = EnrolledPhones.enrolled(account);

        old.recognise(other.identity().credentialId());

        assertThat(recognised(old)).containsExactly(true, true, false);
        assertThat(recognised(other)).containsExactly(true, true, false);
        assertThat(recognised(added)).containsExactly(true, true, true);
    }

    @Test
    void anotherAccountsDeviceCannotBeRecognised() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        HeadlessPhone ofAnotherAccount = EnrolledPhones.enrolled();

        assertRefused(
                "device-not-found",
                () -> phone.recognise(ofAnotherAccount.identity().credentialId()));
    }

    @Test
    void aNonceIsValidOnce() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        String message = phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonceFor(phone)));
        EnrolledPhones.http().get("/devices", message).expect(200);

        PhoneResponse replayed = EnrolledPhones.http().get("/devices", message);

        assertThat(replayed.problem()).isEqualTo("use-nonce");
    }

    @Test
    void aMessageForTheListDoesNotRevoke() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        String message = phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonceFor(phone)));

        PhoneResponse response =
                EnrolledPhones.http().delete("/devices/" + phone.identity().credentialId(), message);

        assertThat(response.problem()).isEqualTo("use-nonce");
        assertThat(phone.devices()).hasSize(1);
    }

    @Test
    void anotherPhonesNonceIsNotValid() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        String nonce = nonceFor(EnrolledPhones.enrolled());

        PhoneResponse response = EnrolledPhones.http()
                .get("/devices", phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce)));

        assertThat(response.problem()).isEqualTo("use-nonce");
    }

    @Test
    void aListRequiresASignedMessage() {
        assertThat(EnrolledPhones.http().get("/devices", "").problem()).isEqualTo("malformed-message");
    }

    /** The canceller, as soon as the event of the revocation has been consumed. */
    private Canceller awaitCancelled(TestChallenge login) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> logins.load(login) instanceof Cancelled cancelled ? cancelled.by() : null,
                        Objects::nonNull);
    }

    private boolean isRevoked(HeadlessPhone phone) {
        return revocationList
                .firstRevoked(new RevocationList.Credential(
                        new CredentialId(phone.identity().credentialId())))
                .await()
                .indefinitely()
                .isPresent();
    }

    private static List<Object> recognised(HeadlessPhone phone) {
        return phone.devices().stream().map(device -> device.get("recognised")).toList();
    }

    private static String nonceFor(HeadlessPhone phone) {
        String nonce = EnrolledPhones.http()
                .get("/devices", phone.signedMessage(PhoneMessages.DEVICE, Map.of()))
                .nonce();
        return Objects.requireNonNull(nonce);
    }
}
