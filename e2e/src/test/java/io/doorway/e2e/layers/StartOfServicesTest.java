package io.doorway.e2e.layers;

import static io.doorway.e2e.layers.LayersTest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a start must not repeat or leave out. */
class StartOfServicesTest {

    /** Each call of a client proxy looks the bean up, and each proxy is a class more to load (ADR 0070). */
    @Test
    void noBeanHasAClientProxy() {
        List<String> proxied = CODE.stream()
                .filter(type -> Stream.concat(Stream.of(type), type.getMembers().stream())
                        .anyMatch(bean -> bean.isAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")))
                .map(JavaClass::getName)
                .toList();

        assertThat(proxied).as("make them singletons").isEmpty();
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
