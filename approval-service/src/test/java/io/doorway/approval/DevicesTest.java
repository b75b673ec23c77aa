package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.doorway.edge.account.CredentialGate;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
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
    Logins logins;

    @Inject
    CredentialGate gate;

    @Test
    void aPhoneSeesTheDevicesOfItsAccount() {
        String account = Phones.account();
        HeadlessPhone first = Phones.enrolled(account);
        HeadlessPhone second = Phones.enrolled(account);

        assertThat(second.devices())
                .extracting(device -> device.get("credential_id"), device -> device.get("current"))
                .containsExactly(
                        tuple(first.identity().credentialId(), false),
                        tuple(second.identity().credentialId(), true));
    }

    @Test
    void aNewDeviceSaysForHowLongItIsNew() {
        Map<String, Object> device = Phones.enrolled().devices().getFirst();

        Instant enrolled = Instant.parse(device.get("enrolled_at").toString());
        assertThat(Instant.parse(device.get("cooling_off_until").toString())).isEqualTo(enrolled.plusSeconds(3600));
    }

    @Test
    void aRevokedPhoneIsRefusedAtOnce() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);

        kept.revoke(lost.identity().credentialId());

        assertThat(kept.devices()).hasSize(1);
        assertThatThrownBy(lost::devices)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo("credential-not-active"));
    }

    @Test
    void whatARevokedPhoneScannedOrApprovedGoesNoFurther() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);
        ScannedLogin scanned = lost.scan(logins.waiting().link());

        kept.revoke(lost.identity().credentialId());

        assertThatThrownBy(() -> lost.approve(scanned))
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo("credential-not-active"));
        assertThat(closed(lost)).isTrue();
        assertThat(closed(kept)).isFalse();
    }

    @Test
    void theBrowserThatWaitsForARevokedPhoneIsTold() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);
        Logins.Login scanned = logins.waiting();
        lost.scan(scanned.link());

        kept.revoke(lost.identity().credentialId());

        assertThat(ending(scanned)).isEqualTo(Canceller.REVOKED);
    }

    @Test
    void whatItHadApprovedIsTakenBack() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);
        Logins.Login approved = logins.waiting();
        lost.approve(lost.scan(approved.link()));

        kept.revoke(lost.identity().credentialId());

        assertThat(ending(approved)).isEqualTo(Canceller.REVOKED);
    }

    @Test
    void aLoginOfTheOtherPhoneGoesOn() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);
        Logins.Login overtaken = logins.waiting();
        lost.scan(overtaken.link());
        Logins.Login newest = logins.waiting();
        ScannedLogin scanned = kept.scan(newest.link());

        kept.revoke(lost.identity().credentialId());

        assertThat(kept.approve(scanned).text("state")).isEqualTo("approved");
        assertThat(ending(overtaken)).isEqualTo(Canceller.NEWER);
    }

    @Test
    void revokingAgainIsNoError() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);
        kept.revoke(lost.identity().credentialId());

        kept.revoke(lost.identity().credentialId());

        assertThat(kept.devices()).hasSize(1);
    }

    @Test
    void anotherAccountsDeviceIsLikeNone() {
        HeadlessPhone ours = Phones.enrolled();
        HeadlessPhone theirs = Phones.enrolled();

        assertThatThrownBy(() -> ours.revoke(theirs.identity().credentialId()))
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo("device-not-found"));
        assertThat(theirs.devices()).hasSize(1);
    }

    @Test
    void aNewDeviceIsNewsToTheOthersUntilItsOwnerHasSeenIt() {
        String account = Phones.account();
        HeadlessPhone old = Phones.enrolled(account);
        HeadlessPhone other = Phones.enrolled(account);
        HeadlessPhone added = Phones.enrolled(account);

        old.recognise(other.identity().credentialId());

        assertThat(recognised(old)).containsExactly(true, true, false);
        assertThat(recognised(other)).containsExactly(true, true, false);
        assertThat(recognised(added)).containsExactly(true, true, true);
    }

    @Test
    void anotherAccountsDeviceIsNotRecognised() {
        HeadlessPhone ours = Phones.enrolled();
        HeadlessPhone theirs = Phones.enrolled();

        assertThatThrownBy(() -> ours.recognise(theirs.identity().credentialId()))
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo("device-not-found"));
    }

    @Test
    void aNonceIsUsedOnce() {
        HeadlessPhone phone = Phones.enrolled();
        String message = phone.message(PhoneMessages.DEVICE, Map.of("nonce", nonceFor(phone)));
        Phones.line().get("/devices", message).expect(200);

        PhoneAnswer replayed = Phones.line().get("/devices", message);

        assertThat(replayed.problem()).isEqualTo("use-nonce");
    }

    @Test
    void aMessageThatListsDoesNotRevoke() {
        HeadlessPhone phone = Phones.enrolled();
        String message = phone.message(PhoneMessages.DEVICE, Map.of("nonce", nonceFor(phone)));

        PhoneAnswer turned = Phones.line().delete("/devices/" + phone.identity().credentialId(), message);

        assertThat(turned.problem()).isEqualTo("use-nonce");
        assertThat(phone.devices()).hasSize(1);
    }

    @Test
    void anotherPhonesNonceIsNone() {
        HeadlessPhone phone = Phones.enrolled();
        String nonce = nonceFor(Phones.enrolled());

        PhoneAnswer answer = Phones.line().get("/devices", phone.message(PhoneMessages.DEVICE, Map.of("nonce", nonce)));

        assertThat(answer.problem()).isEqualTo("use-nonce");
    }

    @Test
    void withoutAMessageNothingIsListed() {
        assertThat(Phones.line().get("/devices", "").problem()).isEqualTo("malformed-message");
    }

    /** Who cancels the login: a moment after the revocation, as Kafka tells of it. */
    private Canceller ending(Logins.Login login) {
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(20));
        Challenge now = logins.now(login);
        while (!(now instanceof Cancelled) && Instant.now().isBefore(giveUp)) {
            now = logins.now(login);
        }
        return ((Cancelled) now).by();
    }

    private boolean closed(HeadlessPhone phone) {
        return gate.closed(phone.identity().credentialId()).await().indefinitely();
    }

    private static List<Object> recognised(HeadlessPhone phone) {
        return phone.devices().stream().map(device -> device.get("recognised")).toList();
    }

    private static String nonceFor(HeadlessPhone phone) {
        String nonce = Phones.line()
                .get("/devices", phone.message(PhoneMessages.DEVICE, Map.of()))
                .nonce();
        return Objects.requireNonNull(nonce);
    }
}
