package io.doorway.e2e.model;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random sequences of moves; honest ones are more likely, so that logins get anywhere. */
final class Steps {

    private static final int LONGEST = 24;

    private Steps() {}

    static Arbitrary<List<Step>> sequences() {
        return step().list().ofMinSize(1).ofMaxSize(LONGEST).map(drawn -> {
            List<Step> steps = new java.util.ArrayList<>(drawn);
            steps.addFirst(new Step.Start(0));
            return steps;
        });
    }

    private static Arbitrary<Step> step() {
        Arbitrary<Integer> login = Arbitraries.integers().between(0, Oracle.LOGINS - 1);
        Arbitrary<Integer> phone = Arbitraries.integers().between(0, Step.PHONES - 1);
        Arbitrary<Integer> browser = Arbitraries.integers().between(0, Step.BROWSERS - 1);
        Arbitrary<Step> start =
                Arbitraries.integers().between(0, Step.OWN_BROWSERS - 1).map(Step.Start::new);
        Arbitrary<Step> scan = Combinators.combine(phone, login).as(Step.Scan::new);
        Arbitrary<Step> approve =
                Combinators.combine(phone, login).as((by, which) -> new Step.Decide(by, which, which, true));
        Arbitrary<Step> decide = Combinators.combine(phone, login, login, Arbitraries.of(true, false))
                .as(Step.Decide::new);
        Arbitrary<Step> cancel = Combinators.combine(browser, login).as(Step.Cancel::new);
        Arbitrary<Step> complete = Combinators.combine(browser, login).as(Step.Complete::new);
        Arbitrary<Step> redeem =
                Combinators.combine(Arbitraries.of(true, false), login).as(Step.Redeem::new);
        Arbitrary<Step> replay = Arbitraries.integers().between(0, LONGEST).map(Step.Replay::new);
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
}
