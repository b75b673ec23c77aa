package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.concurrent.ConcurrentCalls;
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
                "One compare-and-set with the version: one decision is stored, its own repetition gets the same answer, any "
                        + "other is refused",
        where = "libs/challenge-store `Transitions`, `transition.lua`; approval-service `ApproveChallenge`")
class Attack05DoubleApproveTest {

    /** The login requires a code, so that its approval lasts a minute: long enough for this number of calls on a slow machine. */
    private static final int CALLS = 1000;

    private static final long VERSION_AFTER_DECISION = 3;

    @ParameterizedTest
    @MethodSource
    void exactlyOneDecisionIsAccepted(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> exactlyOneDecisionIsAccepted() {
        return Stream.of(
                AttackCase.asserting("one message, 1,000 times", Attack05DoubleApproveTest::repeatedMessage)
                        .named(),
                AttackCase.asserting("1,000 messages, each signed anew", Attack05DoubleApproveTest::newMessages)
                        .named(),
                AttackCase.asserting(
                                "500 approvals against 500 rejections",
                                Attack05DoubleApproveTest::approvalsAndRejections)
                        .named());
    }

    private static void repeatedMessage() throws Exception {
        Victim victim = Victim.at("scanned", Shop.ALWAYS_CODE);
        Map<String, String> transcript = Map.of("transcript", victim.scanned().transcript());
        String message = victim.phone().signedMessage(PhoneMessages.APPROVAL, transcript);

        List<ObservedResponse> answers = ConcurrentCalls.run(
                CALLS, i -> ProtocolCalls.post(victim.phone(), ProtocolCalls.approvePath(victim.challenge()), message));

        assertDecidedOnce(victim, answers, "approved");
    }

    private static void newMessages() throws Exception {
        Victim victim = Victim.at("scanned", Shop.ALWAYS_CODE);

        List<ObservedResponse> answers = ConcurrentCalls.run(
                CALLS,
                i -> ProtocolCalls.approve(
                        victim.phone(), victim.challenge(), victim.scanned().transcript()));

        assertDecidedOnce(victim, answers, "approved");
    }

    /** A rejection after an approval takes it back; no approval follows a rejection. */
    private static void approvalsAndRejections() throws Exception {
        Victim victim = Victim.at("scanned", Shop.ALWAYS_CODE);
        String transcript = victim.scanned().transcript();

        List<ObservedResponse> answers = ConcurrentCalls.run(
                CALLS,
                i -> i % 2 == 0
                        ? ProtocolCalls.approve(victim.phone(), victim.challenge(), transcript)
                        : ProtocolCalls.reject(victim.phone(), victim.challenge(), transcript));

        String state = victim.state();
        assertThat(state).isIn("approved", "rejected");
        boolean takenBack = state.equals("rejected") && version(victim) == VERSION_AFTER_DECISION + 1;
        for (int i = 0; i < CALLS; i++) {
            boolean approval = i % 2 == 0;
            List<String> expected =
                    approval == state.equals("approved") ? List.of(DECIDED, BUSY) : List.of(CLOSED, BUSY);
            if (approval && takenBack) {
                expected = List.of(DECIDED, CLOSED, BUSY);
            }
            assertThat(answers.get(i).summary()).isIn(expected);
        }
        assertThat(version(victim)).isEqualTo(takenBack ? VERSION_AFTER_DECISION + 1 : VERSION_AFTER_DECISION);
    }

    private static final String DECIDED = "200 ";
    private static final String CLOSED = "409 challenge-closed";

    /** The answer to some of very many concurrent calls; they had no effect. */
    private static final String BUSY = "503 unavailable";

    private static void assertDecidedOnce(Victim victim, List<ObservedResponse> answers, String state) {
        assertThat(answers)
                .extracting(ObservedResponse::summary)
                .isSubsetOf(DECIDED, BUSY)
                .contains(DECIDED);
        assertThat(victim.state()).isEqualTo(state);
        assertThat(version(victim)).as("transitions").isEqualTo(VERSION_AFTER_DECISION);
    }

    private static long version(Victim victim) {
        return victim.login().browser().poll(victim.challenge()).version();
    }
}
