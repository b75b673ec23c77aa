package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class DecisionTest {
    @Inject
    Logins logins;

    @Test
    void approvingReleasesTheClaimsThatWereAskedForAndExist() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();

        phone.approve(phone.scan(login.link()));

        assertThat(logins.now(login)).isInstanceOfSatisfying(Approved.class, approved -> {
            assertThat(approved.approval().claims())
                    .isEqualTo(Map.of("name", "Ada Lovelace", "email", "ada@example.org"));
            assertThat(approved.approval().acr()).isEqualTo("urn:doorway:acr:qr");
            assertThat(approved.approval().amr()).containsExactly("pop", "swk");
        });
    }

    @Test
    void approvingAgainGetsTheSameAnswerEvenAfterTheBrowserIsThrough() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = phone.scan(login.link());
        PhoneAnswer first = phone.approve(scanned);

        PhoneAnswer second = phone.approve(scanned);
        logins.consume(login);
        PhoneAnswer third = phone.approve(scanned);

        assertThat(first.text("state")).isEqualTo("approved");
        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
    }

    @Test
    void rejectingSaysWhy() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = phone.scan(login.link());

        PhoneAnswer first = phone.reject(scanned, "not_me");
        PhoneAnswer again = phone.reject(scanned, "changed_mind");

        assertThat(first.text("state")).isEqualTo("rejected");
        assertThat(again).isEqualTo(first);
        assertThat(logins.now(login))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_ME));
    }

    @Test
    void whatWasDecidedStays() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin approved = phone.scan(logins.waiting().link());
        phone.approve(approved);
        ScannedLogin rejected = phone.scan(logins.waiting().link());
        phone.reject(rejected, "changed_mind");

        refused("challenge-closed", () -> phone.reject(approved, "not_me"));
        refused("challenge-closed", () -> phone.approve(rejected));
    }

    @Test
    void oneChangedByteOfTheTranscriptRefuses() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = phone.scan(login.link());
        ScannedLogin other = scanned.withTranscript(scanned.transcript().replace("Demo Bank", "Demo Bark"));

        refused("wrong-transcript", () -> phone.approve(other));
        refused("wrong-transcript", () -> phone.reject(other, "not_me"));
        refused("wrong-transcript", () -> phone.approve(scanned.withTranscript(scanned.transcript() + " ")));

        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void anotherTranscriptIsRefusedEvenWhenApproved() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin scanned = phone.scan(logins.waiting().link());
        phone.approve(scanned);

        refused("wrong-transcript", () -> phone.approve(scanned.withTranscript("{}")));
    }

    @Test
    void anApprovalOfOneLoginIsNothingInAnother() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin first = phone.scan(logins.waiting().link());
        ScannedLogin second = phone.scan(logins.waiting().link());
        String approval = phone.message(PhoneMessages.APPROVAL, Map.of("transcript", first.transcript()));

        PhoneAnswer replayed = Phones.line().post("/approvals/" + second.challengeId() + "/approve", approval);

        assertThat(replayed.problem()).isEqualTo("wrong-transcript");
    }

    @Test
    void onlyThePhoneThatScannedDecides() {
        String account = Phones.account();
        HeadlessPhone scanner = Phones.enrolled(account);
        HeadlessPhone sibling = Phones.enrolled(account);
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = scanner.scan(login.link());

        refused("challenge-not-found", () -> sibling.approve(scanned));
        refused("challenge-not-found", () -> sibling.reject(scanned, "not_me"));

        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void whatNobodyScannedIsNobodysToDecide() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin guessed = new ScannedLogin(logins.waiting().id().value(), "{}", "");

        refused("challenge-not-found", () -> phone.approve(guessed));
        refused("challenge-not-found", () -> phone.reject(guessed, "not_me"));
        refused("challenge-not-found", () -> phone.approve(new ScannedLogin("AAAAAAAAAAAAAAAAAAAAAA", "{}", "")));
        refused("challenge-not-found", () -> phone.approve(new ScannedLogin("nonsense", "{}", "")));
    }

    @Test
    void aReasonThatIsNoneIsRefused() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin scanned = phone.scan(logins.waiting().link());

        refused("malformed-message", () -> phone.reject(scanned, "bored"));
    }

    @Test
    void aPhoneThatWasRevokedAfterItsScanDoesNotDecide() {
        String account = Phones.account();
        HeadlessPhone lost = Phones.enrolled(account);
        HeadlessPhone kept = Phones.enrolled(account);
        ScannedLogin scanned = lost.scan(logins.waiting().link());
        kept.revoke(lost.identity().credentialId());

        refused("credential-not-active", () -> lost.approve(scanned));
        refused("credential-not-active", () -> lost.reject(scanned, "not_me"));
        refused("credential-not-active", () -> lost.scan(logins.waiting().link()));
    }

    @Test
    void aSuspendedAccountIsStoppedAtEveryStepAndGoesOnWhenResumed() {
        String account = Phones.account();
        HeadlessPhone phone = Phones.enrolled(account);
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = phone.scan(login.link());
        Phones.suspend(account);

        refused("account-not-active", () -> phone.approve(scanned));
        refused("account-not-active", () -> phone.reject(scanned, "not_me"));
        refused("account-not-active", () -> phone.scan(logins.waiting().link()));
        refused("account-not-active", phone::devices);

        Phones.resume(account);
        assertThat(phone.approve(scanned).text("state")).isEqualTo("approved");
    }

    private static void refused(String problem, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo(problem));
    }
}
