package io.doorway.e2e.model;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** As many sequences as {@code -Ddoorway.model.tries=} says; 25, less than a minute, in every build. */
class ChosenTries implements AroundPropertyHook {

    private static final int IN_EVERY_BUILD = 25;

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        context.attributes().setTries(Integer.getInteger("doorway.model.tries", IN_EVERY_BUILD));
        return property.execute();
    }
}
