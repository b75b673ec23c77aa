package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Shop;
import io.doorway.testkit.phone.PhoneMessages;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 5,
        name = "Double approve: 1,000 decisions of one login at the same moment",
        control =
                "One compare-and-set with the version: one decision is taken, its own repetition gets the same answer, any other is refused",
        where = "libs/challenge-store `Transitions`, `transition.lua`; approval-service `ApproveChallenge`")
class Attack05DoubleApproveTest {

    /** Of a login that lasts a minute after its approval, for a machine that needs as long for so many. */
    private static final int CONTENDERS = 1000;

    private static final long DECIDED = 3;

    @ParameterizedTest
    @MethodSource
    void oneDecisionIsTaken(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> oneDecisionIsTaken() {
        return Stream.of(
                Attempt.holding("one message, 1,000 times", Attack05DoubleApproveTest::sameMessage)
                        .named(),
                Attempt.holding("1,000 messages, each signed anew", Attack05DoubleApproveTest::newMessages)
                        .named(),
                Attempt.holding("500 approvals against 500 rejections", Attack05DoubleApproveTest::bothWays)
                        .named());
    }

    private static void sameMessage() throws Exception {
        Victim victim = Victim.at("scanned", Shop.CAREFUL);
        Map<String, String> transcript = Map.of("transcript", victim.scanned().transcript());
        String message = victim.phone().message(PhoneMessages.APPROVAL, transcript);

        List<Answer> answers =
                Race.run(CONTENDERS, i -> Moves.post(victim.phone(), Moves.approval(victim.challenge()), message));

        assertDecidedOnce(victim, answers, "approved");
    }

    private static void newMessages() throws Exception {
        Victim victim = Victim.at("scanned", Shop.CAREFUL);

        List<Answer> answers = Race.run(
                CONTENDERS,
                i -> Moves.approve(
                        victim.phone(), victim.challenge(), victim.scanned().transcript()));

        assertDecidedOnce(victim, answers, "approved");
    }

    private static void bothWays() throws Exception {
        Victim victim = Victim.at("scanned", Shop.CAREFUL);
        String transcript = victim.scanned().transcript();

        List<Answer> answers = Race.run(
                CONTENDERS,
                i -> i % 2 == 0
                        ? Moves.approve(victim.phone(), victim.challenge(), transcript)
                        : Moves.reject(victim.phone(), victim.challenge(), transcript));

        String taken = victim.state();
        assertThat(taken).isIn("approved", "rejected");
        int winners = taken.equals("approved") ? 0 : 1;
        for (int i = 0; i < CONTENDERS; i++) {
            String answer = answers.get(i).inWords();
            assertThat(answer).isIn(i % 2 == winners ? List.of("200 ", BUSY) : List.of("409 challenge-closed", BUSY));
        }
        assertThat(version(victim)).isEqualTo(DECIDED);
    }

    /** Of very many at once some are asked to come again; nothing was done for them. */
    private static final String BUSY = "503 unavailable";

    private static void assertDecidedOnce(Victim victim, List<Answer> answers, String state) {
        assertThat(answers).extracting(Answer::inWords).isSubsetOf("200 ", BUSY).contains("200 ");
        assertThat(victim.state()).isEqualTo(state);
        assertThat(version(victim)).as("transitions").isEqualTo(DECIDED);
    }

    private static long version(Victim victim) {
        return victim.login().browser().poll(victim.challenge()).version();
    }
}
