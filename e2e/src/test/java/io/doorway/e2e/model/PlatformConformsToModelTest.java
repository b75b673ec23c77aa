package io.doorway.e2e.model;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Two persons and an attacker perform random steps, and the platform must behave as the model. A sequence with a difference is shrunk and
 * printed with its seed.
 */
class PlatformConformsToModelTest {

    @Property(shrinking = ShrinkingMode.BOUNDED)
    @AddLifecycleHook(ConfigurableTries.class)
    void thePlatformConformsToTheModel(@ForAll("sequences") List<ModelStep> steps) {
        try (PlatformUnderTest platform = new PlatformUnderTest()) {
            new Oracle(new LoginModel(), platform).run(steps);
        }
    }

    @Provide
    Arbitrary<List<ModelStep>> sequences() {
        return StepGenerator.sequences();
    }

    /** Sets the number of sequences: {@code -Ddoorway.model.tries=}, or 12, which take half a minute. */
    static class ConfigurableTries implements AroundPropertyHook {

        private static final int DEFAULT_TRIES = 12;

        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            context.attributes().setTries(Integer.getInteger("doorway.model.tries", DEFAULT_TRIES));
            return property.execute();
        }
    }
}
