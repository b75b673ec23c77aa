package io.doorway.approval.phone.decide;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.testkit.login.SampleLogin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class DecisionTest {
    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    @Test
    void anApprovalReleasesTheRequestedClaimsThatExist() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();

        phone.approve(phone.scan(login.qrLink()));

        assertThat(logins.load(login)).isInstanceOfSatisfying(Approved.class, approved -> {
            assertThat(approved.approval().claims())
                    .isEqualTo(Map.of("name", "Ada Lovelace", "email", "ada@example.org"));
            assertThat(approved.approval().acr()).isEqualTo(Acr.QR);
            assertThat(approved.approval().amr()).containsExactly("pop", "swk");
        });
    }

    @Test
    void aRepeatedApprovalGetsTheSameResponseEvenAfterConsumption() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin scanned = phone.scan(login.qrLink());
        PhoneResponse first = phone.approve(scanned);

        PhoneResponse second = phone.approve(scanned);
        logins.consume(login);
        PhoneResponse third = phone.approve(scanned);

        assertThat(first.text("state")).isEqualTo("approved");
        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
    }

    @Test
    void aRejectionStoresItsFirstReason() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin scanned = phone.scan(login.qrLink());

        PhoneResponse first = phone.reject(scanned, "not_me");
        PhoneResponse second = phone.reject(scanned, "changed_mind");

        assertThat(first.text("state")).isEqualTo("rejected");
        assertThat(second).isEqualTo(first);
        assertThat(logins.load(login))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_ME));
    }

    @Test
    void aDecisionIsFinal() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin rejected = phone.scan(logins.create().qrLink());
        phone.reject(rejected, "changed_mind");

        assertRefused("challenge-closed", () -> phone.approve(rejected));
    }

    @Test
    void onlyTheOwnPhoneLearnsThatALoginHasExpired() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        HeadlessPhone stranger = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        String code = login.qrLink();
        logins.change(
                login,
                snapshot -> ((Created) snapshot.challenge()).scan(longBefore(snapshot.now(), phone), "198.51.100.7"));
        logins.change(login, snapshot -> ((Open) snapshot.challenge()).expire(snapshot.now()));
        ScannedLogin scanned = new ScannedLogin(login.id().toString(), "{}", "");

        assertRefused("challenge-expired", () -> phone.approve(scanned));
        assertRefused("challenge-expired", () -> phone.reject(scanned, "not_me"));
        assertRefused("challenge-expired", () -> phone.scan(code));
        assertRefused("challenge-not-found", () -> stranger.approve(scanned));
        assertRefused("challenge-not-found", () -> stranger.reject(scanned, "not_me"));
        assertRefused("challenge-not-found", () -> stranger.scan(code));
    }

    @Test
    void anApprovalIsTakenBackUntilTheBrowserConsumesIt() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin approved = phone.scan(login.qrLink());
        phone.approve(approved);

        assertRefused(
                "wrong-transcript", () -> phone.reject(approved.withTranscript(approved.transcript() + " "), "not_me"));
        assertThat(phone.reject(approved, "not_me").text("state")).isEqualTo("rejected");

        assertThat(logins.load(login))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_ME));
        assertRefused("challenge-closed", () -> phone.approve(approved));
    }

    @Test
    void aTranscriptWithOneChangedByteIsRefused() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin scanned = phone.scan(login.qrLink());
        ScannedLogin other = scanned.withTranscript(scanned.transcript().replace("Demo Bank", "Demo Bark"));

        assertRefused("wrong-transcript", () -> phone.approve(other));
        assertRefused("wrong-transcript", () -> phone.reject(other, "not_me"));
        assertRefused("wrong-transcript", () -> phone.approve(scanned.withTranscript(scanned.transcript() + " ")));

        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void anotherTranscriptIsRefusedAfterTheApproval() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin scanned = phone.scan(logins.create().qrLink());
        phone.approve(scanned);

        assertRefused("wrong-transcript", () -> phone.approve(scanned.withTranscript("{}")));
    }

    @Test
    void anApprovalIsNotValidForAnotherLogin() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin first = phone.scan(logins.create().qrLink());
        ScannedLogin second = phone.scan(logins.create().qrLink());
        String approval = phone.signedMessage(PhoneMessages.APPROVAL, Map.of("transcript", first.transcript()));

        PhoneResponse replayed =
                EnrolledPhones.http().post("/approvals/" + second.challengeId() + "/approve", approval);

        assertThat(replayed.problem()).isEqualTo("wrong-transcript");
    }

    @Test
    void onlyThePhoneThatScannedDecides() {
        String account = EnrolledPhones.account();
        HeadlessPhone scanner = EnrolledPhones.enrolled(account);
        HeadlessPhone other = EnrolledPhones.enrolled(account);
        TestChallenge login = logins.create();
        ScannedLogin scanned = scanner.scan(login.qrLink());

        assertRefused("challenge-not-found", () -> other.approve(scanned));
        assertRefused("challenge-not-found", () -> other.reject(scanned, "not_me"));

        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void onlyThePhoneThatScannedLearnsHowTheLoginEnded() {
        HeadlessPhone scanner = EnrolledPhones.enrolled();
        HeadlessPhone other = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin scanned = scanner.scan(login.qrLink());
        logins.change(login, snapshot -> ((Scanned) snapshot.challenge()).cancel(Canceller.BROWSER, snapshot.now()));
        TestChallenge neverScanned = logins.create();
        logins.change(
                neverScanned, snapshot -> ((Created) snapshot.challenge()).cancel(Canceller.BROWSER, snapshot.now()));
        ScannedLogin guessed = new ScannedLogin(neverScanned.id().value(), "{}", "");

        assertRefused("challenge-closed", () -> scanner.approve(scanned));
        assertRefused("challenge-closed", () -> scanner.reject(scanned, "not_me"));
        for (ScannedLogin ended : List.of(scanned, guessed)) {
            assertRefused("challenge-not-found", () -> other.approve(ended));
            assertRefused("challenge-not-found", () -> other.reject(ended, "not_me"));
        }
    }

    @Test
    void aChallengeThatWasNotScannedCannotBeDecided() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin guessed = new ScannedLogin(logins.create().id().value(), "{}", "");

        assertRefused("challenge-not-found", () -> phone.approve(guessed));
        assertRefused("challenge-not-found", () -> phone.reject(guessed, "not_me"));
        assertRefused("challenge-not-found", () -> phone.approve(new ScannedLogin("AAAAAAAAAAAAAAAAAAAAAA", "{}", "")));
        assertRefused("challenge-not-found", () -> phone.approve(new ScannedLogin("nonsense", "{}", "")));
    }

    @Test
    void anUnknownReasonIsRefused() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin scanned = phone.scan(logins.create().qrLink());

        assertRefused("malformed-message", () -> phone.reject(scanned, "bored"));
    }

    @Test
    void aPhoneRevokedAfterItsScanCannotDecide() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        ScannedLogin scanned = lost.scan(logins.create().qrLink());
        kept.revoke(lost.identity().credentialId());

        assertRefused("credential-not-active", () -> lost.approve(scanned));
        assertRefused("credential-not-active", () -> lost.reject(scanned, "not_me"));
        assertRefused("credential-not-active", () -> lost.scan(logins.create().qrLink()));
    }

    @Test
    void aSuspendedAccountIsRefusedAtEveryStepUntilItIsResumed() {
        String account = EnrolledPhones.account();
        HeadlessPhone phone = EnrolledPhones.enrolled(account);
        TestChallenge login = logins.create();
        ScannedLogin scanned = phone.scan(login.qrLink());
        EnrolledPhones.suspend(account);

        assertRefused("account-not-active", () -> phone.approve(scanned));
        assertRefused("account-not-active", () -> phone.reject(scanned, "not_me"));
        assertRefused("account-not-active", () -> phone.scan(logins.create().qrLink()));
        assertRefused("account-not-active", phone::devices);

        EnrolledPhones.resume(account);
        assertThat(phone.approve(scanned).text("state")).isEqualTo("approved");
    }

    private static Scan longBefore(Instant now, HeadlessPhone phone) {
        return new Scan(
                new CredentialId(phone.identity().credentialId()),
                new AccountId(phone.identity().account()),
                FrameSource.CAMERA,
                SampleLogin.assessment(),
                now.minus(Duration.ofMinutes(3)));
    }
}
