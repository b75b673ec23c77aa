package io.doorway.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each part of the platform is killed (SIGKILL) during a login and restarted. Steps that are refused meanwhile are repeated, as the login
 * page and the phone do. What was acknowledged must be kept, and must be in the audit exactly once.
 */
class KillAndRestartTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Ada").headlessPhone();
    }

    @AfterEach
    void awaitRecovery() {
        Awaitility.await().atMost(RECOVERY).ignoreExceptions().until(() -> {
            HeadlessBankLogin login = HeadlessBankLogin.begin();
            login.browser().cancel(login.challenge());
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT, Parts.KAFKA})
    void aLoginSurvivesTheKillOf(String part) {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = retryUntilSuccessful(() -> phone.scan(login::qr));

        TestPlatform.platform().kill(part);
        TestPlatform.platform().restart(part);

        String approved = retryUntilSuccessful(() -> phone.approve(scanned).text("state"));
        String first = retryUntilSuccessful(
                () -> login.browser().complete(login.challenge()).toString());
        String second = retryUntilSuccessful(
                () -> login.browser().complete(login.challenge()).toString());
        assertThat(approved).isEqualTo("approved");
        assertThat(second).as("one code for one challenge").isEqualTo(first);
        assertThat(retryUntilSuccessful(login::finish)).contains("Ada");
        assertRecordedOnce(
                login.challenge(),
                "ChallengeCreated",
                "ChallengeScanned",
                "ChallengeApproved",
                "ChallengeConsumed",
                "TokensIssued");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLoginBegunBeforeARedisRestartIsNotCompleted(boolean approvedBefore) {
        Shop.Login login = Shop.SHORT_DEADLINE.begin();
        ScannedLogin scanned = retryUntilSuccessful(() -> phone.scan(login::qr));
        if (approvedBefore) {
            phone.approve(scanned);
        }

        TestPlatform.platform().kill(Parts.REDIS);
        TestPlatform.platform().restart(Parts.REDIS);

        String outcome = retryUntilSuccessful(() -> {
            try {
                return login.browser().complete(login.challenge()).toString();
            } catch (BrowserRefusedException refused) {
                if (refused.response().status() >= 500) {
                    throw refused;
                }
                return "refused";
            }
        });
        assertThat(outcome).as("a login of another store").isEqualTo("refused");
        List<String> acknowledged = new ArrayList<>(List.of("ChallengeCreated", "ChallengeScanned"));
        if (approvedBefore) {
            acknowledged.add("ChallengeApproved");
        }
        acknowledged.add("ChallengeExpired");
        HeadlessPhone another =
                retryUntilSuccessful(() -> TestPlatform.person("Grace")).headlessPhone();
        HeadlessBankLogin next = retryUntilSuccessful(HeadlessBankLogin::begin);
        another.approve(retryUntilSuccessful(() -> another.scan(next::qr)));
        assertThat(next.finish()).contains("Grace");
        Awaitility.await()
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(TestPlatform.auditedTypes(login.challenge()))
                        .containsExactlyInAnyOrderElementsOf(acknowledged));
    }

    private static void assertRecordedOnce(String challenge, String... types) {
        Awaitility.await()
                .atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(TestPlatform.auditedTypes(challenge)).containsExactlyInAnyOrder(types));
    }

    private static <T> T retryUntilSuccessful(Callable<T> step) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(step, result -> true);
    }
}
