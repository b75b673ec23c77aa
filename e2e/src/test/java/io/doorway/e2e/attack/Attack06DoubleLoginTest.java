package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 6,
        name = "Double login: 1,000 completions, or redemptions, at the same moment",
        control =
                "The code is part of the consumed challenge, so that there is only one; the script that stores the tokens marks "
                        + "it as redeemed",
        where = "session-service `CompleteLogin`, `CodeGrantHandler`, `redeem-code.lua`")
class Attack06DoubleLoginTest {

    private static final int CALLS = 1000;

    @ParameterizedTest
    @MethodSource
    void atMostOneLoginIsCompleted(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> atMostOneLoginIsCompleted() {
        return Stream.of(
                AttackCase.asserting("1,000 completions give one code", Attack06DoubleLoginTest::completions)
                        .named(),
                AttackCase.asserting(
                                "1,000 redemptions of it give tokens at most once",
                                Attack06DoubleLoginTest::redemptions)
                        .named());
    }

    private static void completions() throws Exception {
        Victim victim = Victim.at("approved");

        List<ObservedResponse> answers = ConcurrentCalls.run(
                CALLS,
                i -> ProtocolCalls.browserCall(
                        victim.login().browser(), "POST", ProtocolCalls.completePath(victim.challenge())));

        assertThat(answers)
                .extracting(ObservedResponse::summary)
                .isSubsetOf("200 ", "503 unavailable")
                .contains("200 ");
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .map(ObservedResponse::body)
                        .distinct())
                .as("codes")
                .hasSize(1);
        assertThat(victim.login().browser().poll(victim.challenge()).version()).isEqualTo(4);
    }

    private static void redemptions() throws Exception {
        Victim victim = Victim.at("approved");
        String code = victim.login().code();

        List<ObservedResponse> answers = ConcurrentCalls.run(
                CALLS, i -> ObservedResponse.of(victim.login().redeem(code)));

        assertThat(answers)
                .extracting(ObservedResponse::summary)
                .isSubsetOf("200 ", "400 invalid_grant", "503 unavailable");
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .as("tokens")
                .hasSizeLessThanOrEqualTo(1);
    }
}
