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
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class ScanTest {
    @Inject
    TestChallenges logins;

    @Test
    void aFreshFrameReturnsTheTranscript() {
        TestChallenge login = logins.create();

        ScannedLogin scanned = EnrolledPhones.enrolled().scan(login.qrLink());

        assertThat(scanned.challengeId()).isEqualTo(login.id().value());
        assertThat(scanned.details())
                .containsEntry("client", Map.of("id", "bank", "name", "Demo Bank", "domain", "bank.example.org"))
                .containsEntry(
                        "action", Map.of("type", "login", "message", "Log in to your accounts", "details", List.of()));
        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void aRepeatedScanGetsTheSameResponse() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.createEarlier(Duration.ofSeconds(20));
        ScannedLogin first = phone.scan(login.qrLink());

        ScannedLogin second = phone.scan(login.qrLinkAt(0));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aStaleFrameIsRefused() {
        TestChallenge login = logins.createEarlier(Duration.ofSeconds(20));

        assertRefused("stale-frame", () -> EnrolledPhones.enrolled().scan(login.qrLinkAt(15)));

        assertThat(logins.load(login)).isInstanceOf(Created.class);
    }

    @Test
    void aFrameOfTheFutureIsRefused() {
        TestChallenge login = logins.create();

        assertRefused("stale-frame", () -> EnrolledPhones.enrolled().scan(login.qrLinkAt(30)));
    }

    @Test
    void aForgedFrameIsNotFound() {
        String link = logins.create().qrLink();
        String forged = TestChallenges.forged(link);

        assertRefused("challenge-not-found", () -> EnrolledPhones.enrolled().scan(forged));
        assertRefused("challenge-not-found", () -> EnrolledPhones.enrolled().scan("nonsense"));
    }

    @Test
    void aSecondPhoneGetsNotFound() {
        TestChallenge login = logins.create();
        EnrolledPhones.enrolled().scan(login.qrLink());

        assertRefused("challenge-not-found", () -> EnrolledPhones.enrolled().scan(login.qrLink()));
    }

    @Test
    void ofTwentyConcurrentPhonesOneClaims() {
        TestChallenge login = logins.create();
        var phones =
                IntStream.range(0, 20).mapToObj(i -> EnrolledPhones.enrolled()).toList();
        String link = login.qrLink();

        List<Boolean> claimed = ConcurrentCalls.run(phones.size(), phone -> {
            try {
                phones.get(phone).scan(link);
                return true;
            } catch (PhoneRefusedException second) {
                return false;
            }
        });

        assertThat(claimed).containsOnlyOnce(true);
    }

    @Test
    void aCancelledChallengeCannotBeScanned() {
        TestChallenge login = logins.create();
        logins.change(login, snapshot -> ((Open) snapshot.challenge()).cancel(Canceller.BROWSER, snapshot.now()));

        assertRefused("challenge-closed", () -> EnrolledPhones.enrolled().scan(login.qrLink()));
    }
}
