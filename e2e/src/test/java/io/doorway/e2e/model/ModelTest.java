package io.doorway.e2e.model;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Two people and an attacker do whatever comes, and the platform does what the model says. A sequence that differs is shrunk and printed
 * with its seed.
 */
class ModelTest {

    @Property(shrinking = ShrinkingMode.BOUNDED)
    @AddLifecycleHook(ChosenTries.class)
    void thePlatformDoesWhatTheModelSays(@ForAll("sequences") List<Step> steps) {
        try (World world = new World()) {
            new Oracle(new Model(), world).run(steps);
        }
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        return Steps.sequences();
    }
}
