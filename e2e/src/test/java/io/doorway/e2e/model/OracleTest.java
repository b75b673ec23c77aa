package io.doorway.e2e.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle notices each rule that is broken: a platform that differs from its model in one of them does not pass. */
class OracleTest {

    private static final Step START = new Step.Start(0);
    private static final Step SCAN = new Step.Scan(0, 0);
    private static final Step APPROVE = new Step.Decide(0, 0, 0, true);
    private static final Step COMPLETE = new Step.Complete(0, 0);
    private static final Step REDEEM = new Step.Redeem(false, 0);

    private static final List<Step> HONEST = List.of(START, SCAN, APPROVE, COMPLETE, COMPLETE, REDEEM);

    @Test
    void anHonestLoginPasses() {
        assertThatCode(play(new Model(), World::new, HONEST)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelWithoutOneRuleIsNoticed(String rule, Model mutant, List<Step> steps) {
        assertThatCode(play(new Model(), World::new, steps)).as("with the rule").doesNotThrowAnyException();
        assertThatThrownBy(play(mutant, World::new, steps)).isInstanceOf(AssertionError.class);
    }

    static Stream<Arguments> aModelWithoutOneRuleIsNoticed() {
        return Stream.of(
                Arguments.of(
                        "a login is its own browser's",
                        new Model() {
                            @Override
                            boolean owns(int browser, Login login) {
                                return true;
                            }
                        },
                        List.of(START, SCAN, APPROVE, new Step.Complete(Step.COOKIE_THIEF, 0))),
                Arguments.of(
                        "who scanned decides",
                        new Model() {
                            @Override
                            boolean decides(int phone, Login login) {
                                return true;
                            }
                        },
                        List.of(START, SCAN, new Step.Decide(1, 0, 0, true))),
                Arguments.of(
                        "an approval is of this login",
                        new Model() {
                            @Override
                            boolean isOf(int transcriptOf, int login) {
                                return true;
                            }
                        },
                        List.of(START, START, SCAN, new Step.Scan(1, 1), new Step.Decide(0, 0, 1, true))),
                Arguments.of(
                        "the newer login takes over",
                        new Model() {
                            @Override
                            void overtake(int phone, Login older) {}
                        },
                        List.of(START, START, SCAN, new Step.Scan(0, 1))),
                Arguments.of(
                        "a code is good once",
                        new Model() {
                            @Override
                            boolean redeem(boolean thief, Login login) {
                                return login.state == State.CONSUMED && !thief;
                            }
                        },
                        List.of(START, SCAN, APPROVE, COMPLETE, REDEEM, REDEEM)),
                Arguments.of(
                        "nothing leaves a terminal state",
                        new Model() {
                            @Override
                            boolean cancel(Login login) {
                                return login.becomes(State.CANCELLED, "ChallengeCancelled");
                            }
                        },
                        List.of(START, SCAN, APPROVE, COMPLETE, new Step.Cancel(0, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aPlatformThatLiesIsNoticed(String lie, Supplier<World> liar) {
        assertThatThrownBy(play(new Model(), liar, HONEST))
                .isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
    }

    static Stream<Arguments> aPlatformThatLiesIsNoticed() {
        return Stream.of(
                liar("a second code for one login", () -> new World() {
                    @Override
                    boolean perform(Step step) {
                        boolean done = super.perform(step);
                        if (step.equals(COMPLETE)) {
                            logins.getFirst().codes.add("another");
                        }
                        return done;
                    }
                }),
                liar("a state that goes back", () -> new World() {
                    @Override
                    String state(Login login) {
                        String state = super.state(login);
                        return state.equals("consumed") ? "approved" : state;
                    }
                }),
                liar("a record that is missing", () -> new World() {
                    @Override
                    List<String> recorded(Login login) {
                        return List.of();
                    }
                }));
    }

    private static Arguments liar(String lie, Supplier<World> world) {
        return Arguments.of(lie, world);
    }

    private static ThrowingCallable play(Model model, Supplier<World> world, List<Step> steps) {
        return () -> {
            try (World real = world.get()) {
                new Oracle(model, real).run(steps);
            }
        };
    }
}
