package io.doorway.e2e.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle detects a difference in each rule between the platform and the model. */
class OracleDetectsViolationsTest {

    private static final ModelStep START = new ModelStep.Start(0);
    private static final ModelStep SCAN = new ModelStep.Scan(0, 0);
    private static final ModelStep APPROVE = new ModelStep.Decide(0, 0, 0, true);
    private static final ModelStep COMPLETE = new ModelStep.Complete(0, 0);
    private static final ModelStep REDEEM = new ModelStep.Redeem(false, 0);

    private static final List<ModelStep> REGULAR_LOGIN = List.of(START, SCAN, APPROVE, COMPLETE, COMPLETE, REDEEM);

    @Test
    void aRegularLoginPasses() {
        assertThatCode(run(new LoginModel(), REGULAR_LOGIN)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelWithOneRuleRemovedIsDetected(String rule, LoginModel changedModel, List<ModelStep> steps) {
        assertThatCode(run(new LoginModel(), steps)).as("with the rule").doesNotThrowAnyException();
        assertThatThrownBy(run(changedModel, steps)).isInstanceOf(AssertionError.class);
    }

    static Stream<Arguments> aModelWithOneRuleRemovedIsDetected() {
        return Stream.of(
                Arguments.of(
                        "only the bound browser may complete a login",
                        new LoginModel() {
                            @Override
                            boolean ownsLogin(int browser, Login login) {
                                return true;
                            }
                        },
                        List.of(START, SCAN, APPROVE, new ModelStep.Complete(ModelStep.COOKIE_THIEF, 0))),
                Arguments.of(
                        "only the phone that scanned may decide",
                        new LoginModel() {
                            @Override
                            boolean mayDecide(int phone, Login login) {
                                return true;
                            }
                        },
                        List.of(START, SCAN, new ModelStep.Decide(1, 0, 0, true))),
                Arguments.of(
                        "an approval names the login's own transcript",
                        new LoginModel() {
                            @Override
                            boolean transcriptMatches(int transcriptOf, int login) {
                                return true;
                            }
                        },
                        List.of(START, START, SCAN, new ModelStep.Scan(1, 1), new ModelStep.Decide(0, 0, 1, true))),
                Arguments.of(
                        "a newer login cancels the older one",
                        new LoginModel() {
                            @Override
                            void cancelOlder(int phone, Login older) {}
                        },
                        List.of(START, START, SCAN, new ModelStep.Scan(0, 1))),
                Arguments.of(
                        "a consumed approval cannot be taken back",
                        new LoginModel() {
                            @Override
                            boolean reject(Login login, boolean rightTranscript) {
                                return login.changeTo(State.REJECTED, "ChallengeRejected");
                            }
                        },
                        List.of(START, SCAN, APPROVE, COMPLETE, new ModelStep.Decide(0, 0, 0, false))),
                Arguments.of(
                        "a code is good once",
                        new LoginModel() {
                            @Override
                            boolean redeem(boolean thief, Login login) {
                                return login.state == State.CONSUMED && !thief;
                            }
                        },
                        List.of(START, SCAN, APPROVE, COMPLETE, REDEEM, REDEEM)),
                Arguments.of(
                        "no transition leaves a terminal state",
                        new LoginModel() {
                            @Override
                            boolean cancel(Login login) {
                                return login.changeTo(State.CANCELLED, "ChallengeCancelled");
                            }
                        },
                        List.of(START, SCAN, APPROVE, COMPLETE, new ModelStep.Cancel(0, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aDeviatingPlatformIsDetected(String deviation, Supplier<PlatformUnderTest> deviating) {
        try (PlatformUnderTest actual = deviating.get()) {
            Oracle oracle = new Oracle(new LoginModel(), actual);

            assertThatThrownBy(() -> oracle.run(REGULAR_LOGIN)).isInstanceOf(AssertionError.class);
        }
    }

    static Stream<Arguments> aDeviatingPlatformIsDetected() {
        return Stream.of(
                deviating("a second code for one login", () -> new PlatformUnderTest() {
                    @Override
                    boolean perform(ModelStep step) {
                        boolean done = super.perform(step);
                        if (step.equals(COMPLETE)) {
                            logins.getFirst().codes.add("another");
                        }
                        return done;
                    }
                }),
                deviating("a state that reverts", () -> new PlatformUnderTest() {
                    @Override
                    String state(Login login) {
                        String state = super.state(login);
                        return state.equals("consumed") ? "approved" : state;
                    }
                }));
    }

    @Test
    void aMissingRecordIsDetected() {
        PlatformUnderTest withoutAudit = new PlatformUnderTest() {
            @Override
            List<String> auditedTypes(Login login) {
                return List.of();
            }
        };
        try (withoutAudit) {
            Oracle oracle = new Oracle(new LoginModel(), withoutAudit, Duration.ofSeconds(1));

            assertThatThrownBy(() -> oracle.run(REGULAR_LOGIN))
                    .isInstanceOf(ConditionTimeoutException.class)
                    .hasMessageContaining("I6");
        }
    }

    private static Arguments deviating(String deviation, Supplier<PlatformUnderTest> platform) {
        return Arguments.of(deviation, platform);
    }

    private static ThrowingCallable run(LoginModel model, List<ModelStep> steps) {
        return () -> {
            try (PlatformUnderTest actual = new PlatformUnderTest()) {
                new Oracle(model, actual).run(steps);
            }
        };
    }
}
