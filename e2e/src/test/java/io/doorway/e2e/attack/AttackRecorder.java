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

/** Counts the cases of an attack and the accepted ones, and compares the published report with them. */
final class AttackRecorder implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(AttackRecorder.class);

    /** The names of the cases of one class so far. */
    private record Counts(Set<String> cases, Set<String> accepted) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE)
                .put("counts", new Counts(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        String name = call.getArguments().stream()
                .filter(AttackCase.class::isInstance)
                .map(attempt -> context.getRequiredTestMethod().getName() + ": " + attempt)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a parameterised test of an attack needs an AttackCase"));
        Counts counts = counts(context);
        assertThat(counts.cases().add(name)).as("counted twice: " + name).isTrue();
        counts.accepted().add(name);
        invocation.proceed();
        counts.accepted().remove(name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Counts counts = counts(context);
        AttackReport.record(
                context.getRequiredTestClass().getAnnotation(Attack.class),
                counts.cases().size(),
                counts.accepted().size());
    }

    private static Counts counts(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get("counts", Counts.class));
    }
}
