package io.doorway.e2e.layers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Neither code nor tests run tasks on the common pool of the JVM: parallel streams, and asynchronous tasks without an executor. */
class CommonPoolTest {

    private static final DescribedPredicate<JavaCall<?>> USES_THE_COMMON_POOL = DescribedPredicate.describe(
            "the target runs tasks on the common pool",
            call -> Set.of("parallelStream", "parallel").contains(call.getName())
                    || call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                            && call.getName().endsWith("Async")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Executor.class)));

    private static final ArchRule NOBODY_USES_THE_COMMON_POOL = noClasses()
            .should()
            .callMethodWhere(USES_THE_COMMON_POOL)
            .because(
                    "HttpClient completes all its asynchronous calls there: a task that waits delays them (InParallel)");

    @Test
    void noCodeUsesTheCommonPool() {
        NOBODY_USES_THE_COMMON_POOL.check(LayersTest.CODE);
    }

    @Test
    void noTestUsesTheCommonPool() {
        NOBODY_USES_THE_COMMON_POOL.check(TestSetUpTest.TESTS);
    }
}
