package io.doorway.e2e.layers;

import static io.doorway.e2e.layers.LayersTest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start must not repeat or leave out. */
class StartOfServicesTest {

    /** The proxy is a subclass, so that it is constructed too. With parameters, the build gives the class a constructor for it that does nothing. */
    @Test
    void aBeanWithAClientProxyCallsNothingInAConstructorWithoutParameters() {
        List<String> calls = CODE.stream()
                .filter(bean -> bean.isAnnotatedWith("jakarta.enterprise.context.ApplicationScoped"))
                .flatMap(bean -> bean.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().isEmpty())
                .filter(constructor -> !constructor.getMethodCallsFromSelf().isEmpty())
                .map(JavaConstructor::getFullName)
                .toList();

        assertThat(calls).as("make them singletons").isEmpty();
    }

    /** {@code BoundsOfProperties} looks nowhere else. */
    @Test
    void onlyNumbersAndDurationsOfMappingsHaveBounds() {
        List<JavaMethod> bounded = CODE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("io.doorway.web.config.Within"))
                .toList();

        assertThat(bounded).hasSizeGreaterThan(10).allSatisfy(property -> {
            assertThat(property.getOwner().isAnnotatedWith("io.smallrye.config.ConfigMapping"))
                    .as(property.getFullName())
                    .isTrue();
            assertThat(property.getRawReturnType().getName()).isIn("int", Duration.class.getName());
        });
    }
}
