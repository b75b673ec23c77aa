package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 7,
        name = "Failover resurrection: the store restarts or is replaced, and may lack writes that it acknowledged",
        control =
                "Redis's replication id (`master_replid`) is stored in the challenge; approving, consuming and redeeming are "
                        + "refused if it has changed. Three real restarts here, logins in every state over each; a promoted replica that "
                        + "has lost a write: `RedisChallengeStoreTest`",
        where = "libs/challenge-store `Fence`, `transition.lua`; session-service `redeem-code.lua`")
class Attack07FailoverTest {

    private static final int RESTARTS = 3;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** Logins in each state, started before a restart of the store. */
    private static final class LoginsOverRestart {

        private final Victim scanned = Victim.at("scanned");
        private final Victim consumed = Victim.at("approved");
        private final String code = consumed.login().code();
        private final Victim approved = Victim.at("approved");

        LoginsOverRestart() {
            TestPlatform.platform().kill(Parts.REDIS);
            TestPlatform.platform().restart(Parts.REDIS);
        }
    }

    @ParameterizedTest
    @MethodSource
    void aLoginFromBeforeTheRestartIsRefused(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLoginFromBeforeTheRestartIsRefused() {
        return IntStream.rangeClosed(1, RESTARTS).boxed().flatMap(round -> {
            LoginsOverRestart logins = new LoginsOverRestart();
            Victim approved = logins.approved;
            return Stream.of(
                            attempt(
                                    "complete an approved login",
                                    "410 expired",
                                    () -> ProtocolCalls.browserCall(
                                            approved.login().browser(),
                                            "POST",
                                            ProtocolCalls.completePath(approved.challenge()))),
                            attempt(
                                    "redeem a code",
                                    "400 invalid_grant",
                                    () -> ObservedResponse.of(
                                            logins.consumed.login().redeem(logins.code))),
                            attempt(
                                    "approve a scanned login",
                                    "410 challenge-expired",
                                    () -> ProtocolCalls.approve(
                                            logins.scanned.phone(),
                                            logins.scanned.challenge(),
                                            logins.scanned.scanned().transcript())),
                            attempt("complete after approving again", "410 expired", () -> {
                                ProtocolCalls.approve(
                                        approved.phone(),
                                        approved.challenge(),
                                        approved.scanned().transcript());
                                return ProtocolCalls.browserCall(
                                        approved.login().browser(),
                                        "POST",
                                        ProtocolCalls.completePath(approved.challenge()));
                            }))
                    .map(attempt -> attempt.named("restart " + round));
        });
    }

    @Test
    void aLoginAfterTheRestartSucceeds() throws Exception {
        assertThat(answered(() -> Victim.at("approved").login().accessToken())).isNotEmpty();
    }

    /** While the services reconnect the answer is 503, which is a refusal too. The case asserts the answer after that. */
    private static AttackCase attempt(String name, String refusal, Callable<ObservedResponse> call) {
        String[] expected = refusal.split(" ");
        return AttackCase.of(
                        name,
                        () -> answered(() -> {
                            ObservedResponse answer = call.call();
                            if (answer.status() == 503) {
                                throw new IllegalStateException("not yet");
                            }
                            return answer;
                        }))
                .refused(Integer.parseInt(expected[0]), expected[1]);
    }

    private static <T> T answered(Callable<T> call) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(call, answer -> true);
    }
}
