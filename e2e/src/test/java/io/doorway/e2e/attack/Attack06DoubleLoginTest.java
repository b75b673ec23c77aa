package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 6,
        name = "Double login: 1,000 browsers' worth of completions, or redemptions, at the same moment",
        control =
                "The code is part of the consumed challenge, so that there is one; it is marked as presented by the script that gives the tokens",
        where = "session-service `CompleteLogin`, `CodeGrant`, `present-code.lua`")
class Attack06DoubleLoginTest {

    private static final int CONTENDERS = 1000;

    @ParameterizedTest
    @MethodSource
    void oneLoginComesOfIt(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> oneLoginComesOfIt() {
        return Stream.of(
                Attempt.holding("1,000 completions give one code", Attack06DoubleLoginTest::completions)
                        .named(),
                Attempt.holding(
                                "1,000 redemptions of it give tokens at most once",
                                Attack06DoubleLoginTest::redemptions)
                        .named());
    }

    private static void completions() throws Exception {
        Victim victim = Victim.at("approved");

        List<Answer> answers = Race.run(
                CONTENDERS, i -> Moves.ask(victim.login().browser(), "POST", Moves.completion(victim.challenge())));

        assertThat(answers)
                .extracting(Answer::inWords)
                .isSubsetOf("200 ", "503 unavailable")
                .contains("200 ");
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .map(Answer::body)
                        .distinct())
                .as("codes")
                .hasSize(1);
        assertThat(victim.login().browser().poll(victim.challenge()).version()).isEqualTo(4);
    }

    private static void redemptions() throws Exception {
        Victim victim = Victim.at("approved");
        String code = victim.login().code();

        List<Answer> answers =
                Race.run(CONTENDERS, i -> Answer.of(victim.login().redeem(code)));

        assertThat(answers).extracting(Answer::inWords).isSubsetOf("200 ", "400 invalid_grant", "503 unavailable");
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .as("tokens")
                .hasSizeLessThanOrEqualTo(1);
    }
}
