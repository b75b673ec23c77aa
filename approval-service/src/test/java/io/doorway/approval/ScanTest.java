package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.store.Verdict;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class ScanTest {
    @Inject
    Logins logins;

    @Test
    void aFreshFrameShowsWhoAsksForWhat() {
        Logins.Login login = logins.waiting();

        ScannedLogin scanned = Phones.enrolled().scan(login.link());

        assertThat(scanned.challengeId()).isEqualTo(login.id().value());
        assertThat(scanned.details())
                .containsEntry("client", Map.of("id", "bank", "name", "Demo Bank", "domain", "bank.example.org"))
                .containsEntry("action", Map.of("type", "login", "message", "Log in to your accounts"));
        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void theSamePhoneThatAsksAgainGetsTheSameAnswer() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.createdBefore(Duration.ofSeconds(20));
        ScannedLogin first = phone.scan(login.link());

        ScannedLogin again = phone.scan(login.linkOf(0));

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aStaleFrameIsRefused() {
        Logins.Login login = logins.createdBefore(Duration.ofSeconds(20));

        refused("stale-frame", () -> Phones.enrolled().scan(login.linkOf(15)));

        assertThat(logins.now(login)).isInstanceOf(Created.class);
    }

    @Test
    void aFrameOfTheFutureIsRefused() {
        Logins.Login login = logins.waiting();

        refused("stale-frame", () -> Phones.enrolled().scan(login.linkOf(30)));
    }

    @Test
    void aForgedFrameIsLikeNone() {
        String link = logins.waiting().link();
        String forged = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BA" : "AA");

        refused("challenge-not-found", () -> Phones.enrolled().scan(forged));
        refused("challenge-not-found", () -> Phones.enrolled().scan("nonsense"));
    }

    @Test
    void aSecondPhoneIsToldThatThereIsNothing() {
        Logins.Login login = logins.waiting();
        Phones.enrolled().scan(login.link());

        refused("challenge-not-found", () -> Phones.enrolled().scan(login.link()));
    }

    @Test
    void ofTwentyPhonesOneClaims() {
        Logins.Login login = logins.waiting();
        var phones = IntStream.range(0, 20).mapToObj(i -> Phones.enrolled()).toList();
        String link = login.link();

        long claims = phones.parallelStream()
                .filter(phone -> {
                    try {
                        phone.scan(link);
                        return true;
                    } catch (PhoneRefusedException second) {
                        return false;
                    }
                })
                .count();

        assertThat(claims).isEqualTo(1);
    }

    @Test
    void aCancelledChallengeIsNotScanned() {
        Logins.Login login = logins.waiting();
        logins.change(
                login,
                loaded -> new Verdict.Change<>(
                        ((Open) loaded.challenge()).cancel(Canceller.BROWSER, loaded.now()), "cancelled"));

        refused("challenge-closed", () -> Phones.enrolled().scan(login.link()));
    }

    private static void refused(String problem, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo(problem));
    }
}
