package io.doorway.approval;

import static io.doorway.approval.Phones.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An account has one login to decide at a time, the newest. */
@ApprovalServiceTest
class OnePendingTest {
    @Inject
    Logins logins;

    @Test
    void aNewerScanCancelsTheOneThatWaits() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login older = logins.waiting();
        Logins.Login newer = logins.waiting();
        ScannedLogin first = phone.scan(older.link());
        ScannedLogin second = phone.scan(newer.link());

        assertThat(logins.now(older))
                .isInstanceOfSatisfying(
                        Cancelled.class, cancelled -> assertThat(cancelled.by()).isEqualTo(Canceller.NEWER));
        refused("challenge-closed", () -> phone.approve(first));
        assertThat(phone.approve(second).text("state")).isEqualTo("approved");
    }

    @Test
    void soDoesOneByAnotherPhoneOfTheAccount() {
        String account = Phones.account();
        Logins.Login older = logins.waiting();
        Phones.enrolled(account).scan(older.link());

        Phones.enrolled(account).scan(logins.waiting().link());

        assertThat(logins.now(older)).isInstanceOf(Cancelled.class);
    }

    @Test
    void anotherAccountsLoginIsLeftAlone() {
        Logins.Login theirs = logins.waiting();
        Phones.enrolled().scan(theirs.link());

        Phones.enrolled().scan(logins.waiting().link());

        assertThat(logins.now(theirs)).isInstanceOf(Scanned.class);
    }

    @Test
    void whatWasDecidedIsLeftAlone() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login decided = logins.waiting();
        phone.approve(phone.scan(decided.link()));

        phone.scan(logins.waiting().link());

        assertThat(logins.now(decided)).isInstanceOf(Approved.class);
    }

    @Test
    void askingAgainForTheSameOneCancelsNothing() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        phone.scan(login.link());

        phone.scan(login.link());

        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void aScanThatIsRefusedCancelsNothing() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login waiting = logins.waiting();
        phone.scan(waiting.link());
        Logins.Login taken = logins.waiting();
        Phones.enrolled().scan(taken.link());

        refused("challenge-not-found", () -> phone.scan(taken.link()));

        assertThat(logins.now(waiting)).isInstanceOf(Scanned.class);
    }

    @Test
    void ofManyScansAtOnceOneIsLeftAndItsPhoneKnows() {
        String account = Phones.account();
        List<HeadlessPhone> phones =
                IntStream.range(0, 5).mapToObj(i -> Phones.enrolled(account)).toList();
        for (int round = 0; round < 10; round++) {
            List<Logins.Login> all =
                    phones.stream().map(phone -> logins.waiting()).toList();

            List<Integer> answered = IntStream.range(0, phones.size())
                    .parallel()
                    .filter(i -> scanned(phones.get(i), all.get(i)))
                    .boxed()
                    .toList();

            List<Integer> left = IntStream.range(0, phones.size())
                    .filter(i -> logins.now(all.get(i)) instanceof Scanned)
                    .boxed()
                    .toList();
            assertThat(left).as("round %d", round).hasSize(1);
            assertThat(answered).containsAll(left);
        }
    }

    /** Whether the phone got it; a frame that grew stale on the way through a slow machine is taken again. */
    private static boolean scanned(HeadlessPhone phone, Logins.Login login) {
        try {
            phone.scan(login.link());
            return true;
        } catch (PhoneRefusedException refused) {
            if ("stale-frame".equals(refused.answer().problem())) {
                return scanned(phone, login);
            }
            assertThat(refused.answer().problem()).isEqualTo("challenge-closed");
            return false;
        }
    }
}
