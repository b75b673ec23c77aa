package io.doorway.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/**
 * Applies the same steps to the model and to the platform, and compares them after each step.
 *
 * <p>The compared invariants: a login is consumed once (I1) and gives tokens once (I2); no transition leaves a terminal state (I3); an
 * approval is made by the phone that scanned, over the transcript of this login (I4); only the bound browser obtains a result (I5); each
 * transition has exactly one record in the audit (I6); no step succeeds after its deadline (I8); each login page receives the terminal
 * state within five seconds (I9). I7 requires a transparency log, which does not exist yet. {@link StoreOutageRefusesEveryStepTest}
 * tests I10, the refusal while the store is not available.
 */
final class Oracle {

    /** The maximum number of logins in one sequence. */
    static final int MAX_LOGINS = 4;

    /** An approval expires after ten seconds. A sequence that runs too slowly for it is not evaluated further. */
    private static final Duration MAX_APPROVAL_AGE = Duration.ofSeconds(8);

    private static final Duration PUSH_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(60);

    private final LoginModel model;
    private final PlatformUnderTest platform;
    private final Duration auditTimeout;
    private long approvedSince;

    Oracle(LoginModel model, PlatformUnderTest platform) {
        this(model, platform, AUDIT_TIMEOUT);
    }

    /** @param auditTimeout how long the records of a login may be missing */
    Oracle(LoginModel model, PlatformUnderTest platform, Duration auditTimeout) {
        this.model = model;
        this.platform = platform;
        this.auditTimeout = auditTimeout;
    }

    /** @throws AssertionError at the first difference */
    void run(List<ModelStep> steps) {
        for (ModelStep generated : steps) {
            ModelStep step = StepGenerator.normalize(generated, model);
            if (step != null) {
                perform(step);
            }
            if (tooSlow()) {
                return;
            }
        }
        cancelApprovedLogins();
        assertFinalStates();
    }

    private void perform(ModelStep step) {
        boolean done = platform.perform(step);
        assertThat(done)
                .as("whether %s succeeds; last response to a phone: %s", step, platform.lastPhoneResponse)
                .isEqualTo(model.apply(step));
        compare(step);
    }

    private boolean tooSlow() {
        boolean waiting = model.logins.stream().anyMatch(login -> login.state == LoginModel.State.APPROVED);
        long now = System.nanoTime();
        approvedSince = waiting ? (approvedSince == 0 ? now : approvedSince) : 0;
        return waiting && now - approvedSince > MAX_APPROVAL_AGE.toNanos();
    }

    private void cancelApprovedLogins() {
        for (int i = 0; i < model.logins.size(); i++) {
            if (model.logins.get(i).state == LoginModel.State.APPROVED) {
                perform(new ModelStep.Cancel(model.logins.get(i).browser, i));
            }
        }
    }

    private void compare(ModelStep after) {
        for (int i = 0; i < model.logins.size(); i++) {
            PlatformUnderTest.Login actual = platform.logins.get(i);
            assertThat(platform.state(actual)).as("login %d after %s", i, after).isEqualTo(name(model.logins.get(i)));
            assertThat(actual.codes).as("I1: codes of login %d", i).hasSizeLessThanOrEqualTo(1);
            assertThat(actual.tokens).as("I2: tokens of login %d", i).isLessThanOrEqualTo(1);
        }
    }

    private void assertFinalStates() {
        for (int i = 0; i < model.logins.size(); i++) {
            PlatformUnderTest.Login actual = platform.logins.get(i);
            LoginModel.Login expected = model.logins.get(i);
            actual.socket.await(name(expected), PUSH_TIMEOUT);
            Awaitility.await("I6: the records of login " + i)
                    .atMost(auditTimeout)
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() -> assertThat(platform.auditedTypes(actual))
                            .containsExactlyInAnyOrderElementsOf(expected.events));
        }
    }

    private static String name(LoginModel.Login login) {
        return login.state.name().toLowerCase(Locale.ROOT);
    }
}
