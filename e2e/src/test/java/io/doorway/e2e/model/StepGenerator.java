package io.doorway.e2e.model;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Generates random sequences of steps. Allowed steps are more likely, so that logins advance. */
final class StepGenerator {

    private static final int MAX_STEPS = 24;

    private StepGenerator() {}

    static Arbitrary<List<ModelStep>> sequences() {
        return step().list().ofMinSize(1).ofMaxSize(MAX_STEPS).map(generated -> {
            List<ModelStep> steps = new ArrayList<>(generated);
            steps.addFirst(new ModelStep.Start(0));
            return steps;
        });
    }

    private static Arbitrary<ModelStep> step() {
        Arbitrary<Integer> login = Arbitraries.integers().between(0, Oracle.MAX_LOGINS - 1);
        Arbitrary<Integer> phone = Arbitraries.integers().between(0, ModelStep.PHONES - 1);
        Arbitrary<Integer> browser = Arbitraries.integers().between(0, ModelStep.BROWSERS - 1);
        Arbitrary<ModelStep> start =
                Arbitraries.integers().between(0, ModelStep.OWN_BROWSERS - 1).map(ModelStep.Start::new);
        Arbitrary<ModelStep> scan = Combinators.combine(phone, login).as(ModelStep.Scan::new);
        Arbitrary<ModelStep> approve =
                Combinators.combine(phone, login).as((by, which) -> new ModelStep.Decide(by, which, which, true));
        Arbitrary<ModelStep> decide = Combinators.combine(phone, login, login, Arbitraries.of(true, false))
                .as(ModelStep.Decide::new);
        Arbitrary<ModelStep> cancel = Combinators.combine(browser, login).as(ModelStep.Cancel::new);
        Arbitrary<ModelStep> complete = Combinators.combine(browser, login).as(ModelStep.Complete::new);
        Arbitrary<ModelStep> redeem =
                Combinators.combine(Arbitraries.of(true, false), login).as(ModelStep.Redeem::new);
        Arbitrary<ModelStep> replay =
                Arbitraries.integers().between(0, MAX_STEPS).map(ModelStep.Replay::new);
        return Arbitraries.frequencyOf(
                Tuple.of(3, start),
                Tuple.of(6, scan),
                Tuple.of(6, approve),
                Tuple.of(3, decide),
                Tuple.of(1, cancel),
                Tuple.of(8, complete),
                Tuple.of(4, redeem),
                Tuple.of(3, replay));
    }

    /** Maps the numbers of a generated step to existing logins and messages; null if there are none yet. */
    static @Nullable ModelStep normalize(ModelStep generated, LoginModel model) {
        int logins = model.logins.size();
        if (generated instanceof ModelStep.Start) {
            return logins < Oracle.MAX_LOGINS ? generated : null;
        }
        if (generated instanceof ModelStep.Replay replay) {
            int accepted = model.accepted().size();
            return accepted == 0 ? null : new ModelStep.Replay(replay.message() % accepted);
        }
        return logins == 0 ? null : among(generated, logins);
    }

    private static ModelStep among(ModelStep generated, int logins) {
        return switch (generated) {
            case ModelStep.Scan scan -> new ModelStep.Scan(scan.phone(), scan.login() % logins);
            case ModelStep.Decide decide ->
                new ModelStep.Decide(
                        decide.phone(), decide.login() % logins, decide.transcriptOf() % logins, decide.approve());
            case ModelStep.Cancel cancel -> new ModelStep.Cancel(cancel.browser(), cancel.login() % logins);
            case ModelStep.Complete complete -> new ModelStep.Complete(complete.browser(), complete.login() % logins);
            case ModelStep.Redeem redeem -> new ModelStep.Redeem(redeem.thief(), redeem.login() % logins);
            default -> generated;
        };
    }
}
