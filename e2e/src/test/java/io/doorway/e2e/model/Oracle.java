package io.doorway.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/**
 * Makes the same moves in the model and in the world, and compares after each.
 *
 * <p>What is compared are the invariants: a login is consumed once (I1) and gives tokens once (I2); nothing leaves a terminal state (I3);
 * an approval is by the phone that scanned, over this login's transcript (I4); only the login's own browser gets anything (I5); each
 * transition has exactly one record in the audit (I6); nothing succeeds after its time (I8); every page has heard the end within five
 * seconds (I9). I7 needs the transparency log, which is not there yet; I10, refusal when the store fails, is {@link StoreAwayTest}.
 */
final class Oracle {

    /** How many logins one sequence has at most. */
    static final int LOGINS = 4;

    /** An approval lasts ten seconds: a sequence that this machine was too slow for says nothing more. */
    private static final Duration QUICK_ENOUGH = Duration.ofSeconds(8);

    private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(10);

    private final Model model;
    private final World world;
    private long approvedSince;

    Oracle(Model model, World world) {
        this.model = model;
        this.world = world;
    }

    /** @throws AssertionError at the first difference */
    void run(List<Step> steps) {
        for (Step drawn : steps) {
            Step step = Fitting.to(drawn, model);
            if (step != null) {
                make(step);
            }
            if (tooSlow()) {
                return;
            }
        }
        giveUpWhatWouldExpire();
        finish();
    }

    private void make(Step step) {
        boolean done = world.perform(step);
        assertThat(done)
                .as("whether %s succeeds; a phone was told last: %s", step, world.told)
                .isEqualTo(model.apply(step));
        compare(step);
    }

    private boolean tooSlow() {
        boolean waiting = model.logins.stream().anyMatch(login -> login.state == Model.State.APPROVED);
        long now = System.nanoTime();
        approvedSince = waiting ? (approvedSince == 0 ? now : approvedSince) : 0;
        return waiting && now - approvedSince > QUICK_ENOUGH.toNanos();
    }

    private void giveUpWhatWouldExpire() {
        for (int i = 0; i < model.logins.size(); i++) {
            if (model.logins.get(i).state == Model.State.APPROVED) {
                make(new Step.Cancel(model.logins.get(i).browser, i));
            }
        }
    }

    private void compare(Step after) {
        for (int i = 0; i < model.logins.size(); i++) {
            World.Login real = world.logins.get(i);
            assertThat(world.state(real)).as("login %d after %s", i, after).isEqualTo(name(model.logins.get(i)));
            assertThat(real.codes).as("I1: codes of login %d", i).hasSizeLessThanOrEqualTo(1);
            assertThat(real.tokens).as("I2: tokens of login %d", i).isLessThanOrEqualTo(1);
        }
    }

    private void finish() {
        for (int i = 0; i < model.logins.size(); i++) {
            World.Login real = world.logins.get(i);
            Model.Login expected = model.logins.get(i);
            real.socket.await(name(expected), TOLD_WITHIN);
            Awaitility.await("I6: the records of login " + i)
                    .atMost(RECORDED_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() ->
                            assertThat(world.recorded(real)).containsExactlyInAnyOrderElementsOf(expected.events));
        }
    }

    private static String name(Model.Login login) {
        return login.state.name().toLowerCase(Locale.ROOT);
    }
}
