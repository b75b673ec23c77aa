package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.local.Names;
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
        name = "Failover resurrection: the store comes back as another one and may have forgotten what it acknowledged",
        control =
                "The store's `run_id` is in the challenge; approving, consuming and redeeming refuse under another one. Three real restarts"
                        + " here, logins in every state over each; a promoted replica that has lost a write: `RedisChallengeStoreTest`",
        where = "libs/challenge-store `Fence`, `transition.lua`; session-service `present-code.lua`")
class Attack07FailoverTest {

    private static final int RESTARTS = 3;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** Logins in every state, over one restart of the store. */
    private static final class Restart {

        private final Victim scanned = Victim.at("scanned");
        private final Victim consumed = Victim.at("approved");
        private final String code = consumed.login().code();
        private final Victim approved = Victim.at("approved");

        Restart() {
            Doorway.platform().kill(Names.REDIS);
            Doorway.platform().restart(Names.REDIS);
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatWasBegunBeforeEndsThere(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> whatWasBegunBeforeEndsThere() {
        return IntStream.rangeClosed(1, RESTARTS).boxed().flatMap(round -> {
            Restart over = new Restart();
            Victim approved = over.approved;
            return Stream.of(
                            attempt(
                                    "complete what was approved",
                                    "410 expired",
                                    () -> Moves.ask(
                                            approved.login().browser(),
                                            "POST",
                                            Moves.completion(approved.challenge()))),
                            attempt(
                                    "redeem a code",
                                    "400 invalid_grant",
                                    () -> Answer.of(over.consumed.login().redeem(over.code))),
                            attempt(
                                    "approve what was scanned",
                                    "410 challenge-expired",
                                    () -> Moves.approve(
                                            over.scanned.phone(),
                                            over.scanned.challenge(),
                                            over.scanned.scanned().transcript())),
                            attempt("complete after approving again", "410 expired", () -> {
                                Moves.approve(
                                        approved.phone(),
                                        approved.challenge(),
                                        approved.scanned().transcript());
                                return Moves.ask(
                                        approved.login().browser(), "POST", Moves.completion(approved.challenge()));
                            }))
                    .map(attempt -> attempt.named("restart " + round));
        });
    }

    @Test
    void whatIsBegunAfterwardsSucceeds() throws Exception {
        assertThat(answered(() -> Tokens.accessToken(Victim.at("approved").login())))
                .isNotEmpty();
    }

    /** While connections are made anew the answer is "come again", which refuses too; what counts is what comes then. */
    private static Attempt attempt(String name, String refusal, Callable<Answer> move) {
        String[] words = refusal.split(" ");
        return Attempt.of(
                        name,
                        () -> answered(() -> {
                            Answer answer = move.call();
                            if (answer.status() == 503) {
                                throw new IllegalStateException("not yet");
                            }
                            return answer;
                        }))
                .refused(Integer.parseInt(words[0]), words[1]);
    }

    private static <T> T answered(Callable<T> move) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(move, answer -> true);
    }
}
