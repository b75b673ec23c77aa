package io.doorway.approval.phone.scan;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An account has one pending login, the newest. */
@ApprovalServiceTest
class SinglePendingLoginTest {
    @Inject
    TestChallenges logins;

    @Test
    void aNewerScanCancelsThePendingLogin() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge older = logins.create();
        TestChallenge newer = logins.create();
        ScannedLogin first = phone.scan(older.qrLink());
        ScannedLogin second = phone.scan(newer.qrLink());

        assertThat(logins.load(older))
                .isInstanceOfSatisfying(
                        Cancelled.class, cancelled -> assertThat(cancelled.by()).isEqualTo(Canceller.NEWER));
        assertRefused("challenge-closed", () -> phone.approve(first));
        assertThat(phone.approve(second).text("state")).isEqualTo("approved");
    }

    @Test
    void aNewerScanByAnotherPhoneOfTheAccountCancelsThePendingLogin() {
        String account = EnrolledPhones.account();
        TestChallenge older = logins.create();
        EnrolledPhones.enrolled(account).scan(older.qrLink());

        EnrolledPhones.enrolled(account).scan(logins.create().qrLink());

        assertThat(logins.load(older)).isInstanceOf(Cancelled.class);
    }

    @Test
    void aLoginOfAnotherAccountIsNotCancelled() {
        TestChallenge ofAnotherAccount = logins.create();
        EnrolledPhones.enrolled().scan(ofAnotherAccount.qrLink());

        EnrolledPhones.enrolled().scan(logins.create().qrLink());

        assertThat(logins.load(ofAnotherAccount)).isInstanceOf(Scanned.class);
    }

    @Test
    void anApprovedLoginIsNotCancelled() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge decided = logins.create();
        phone.approve(phone.scan(decided.qrLink()));

        phone.scan(logins.create().qrLink());

        assertThat(logins.load(decided)).isInstanceOf(Approved.class);
    }

    @Test
    void aRepeatedScanCancelsNothing() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        phone.scan(login.qrLink());

        phone.scan(login.qrLink());

        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void aRefusedScanCancelsNothing() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge waiting = logins.create();
        phone.scan(waiting.qrLink());
        TestChallenge taken = logins.create();
        EnrolledPhones.enrolled().scan(taken.qrLink());

        assertRefused("challenge-not-found", () -> phone.scan(taken.qrLink()));

        assertThat(logins.load(waiting)).isInstanceOf(Scanned.class);
    }

    @Test
    void ofConcurrentScansExactlyOneRemainsAndItsPhoneGetsIt() {
        String account = EnrolledPhones.account();
        List<HeadlessPhone> phones = IntStream.range(0, 5)
                .mapToObj(i -> EnrolledPhones.enrolled(account))
                .toList();
        for (int round = 0; round < 10; round++) {
            List<TestChallenge> all =
                    phones.stream().map(phone -> logins.create()).toList();

            List<Boolean> answers = ConcurrentCalls.run(phones.size(), i -> scanned(phones.get(i), all.get(i)));

            List<Integer> left = IntStream.range(0, phones.size())
                    .filter(i -> logins.load(all.get(i)) instanceof Scanned)
                    .boxed()
                    .toList();
            assertThat(left).as("round %d", round).hasSize(1);
            assertThat(left).as("those that were answered").allMatch(answers::get);
        }
    }

    /** Whether the scan succeeded; a frame that became stale on a slow machine is replaced. */
    private static boolean scanned(HeadlessPhone phone, TestChallenge login) {
        try {
            phone.scan(login.qrLink());
            return true;
        } catch (PhoneRefusedException refused) {
            if ("stale-frame".equals(refused.response().problem())) {
                return scanned(phone, login);
            }
            assertThat(refused.response().problem()).isEqualTo("challenge-closed");
            return false;
        }
    }
}
