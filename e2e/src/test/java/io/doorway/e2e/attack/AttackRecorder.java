package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Counts the attempts of an attack and what came of them, and holds the published report to it. */
final class AttackRecorder implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(AttackRecorder.class);

    /** What is known of one class so far. */
    private record Tally(Set<String> tried, Set<String> accepted) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE)
                .put("tally", new Tally(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        String name = call.getArguments().stream()
                .filter(Attempt.class::isInstance)
                .map(attempt -> context.getRequiredTestMethod().getName() + ": " + attempt)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a parameterised test of an attack is given attempts"));
        Tally tally = tally(context);
        assertThat(tally.tried().add(name)).as("counted twice: " + name).isTrue();
        tally.accepted().add(name);
        invocation.proceed();
        tally.accepted().remove(name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Tally tally = tally(context);
        AttackReport.record(
                context.getRequiredTestClass().getAnnotation(Attack.class),
                tally.tried().size(),
                tally.accepted().size());
    }

    private static Tally tally(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get("tally", Tally.class));
    }
}
