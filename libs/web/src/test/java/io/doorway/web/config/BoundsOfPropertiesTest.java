package io.doorway.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsOfPropertiesTest {

    @ConfigMapping(prefix = "doorway.example")
    interface Example {

        @Within(min = "1", max = "10")
        @WithDefault("5")
        int maxItems();

        @Within(min = "PT1M", max = "P1D")
        @WithDefault("PT10M")
        Duration codeTtl();

        @Within(min = "0", max = "1")
        @WithDefault("0")
        @WithName("other-name")
        int renamed();
    }

    @ParameterizedTest
    @CsvSource({
        "max-items, 0, 1, 10",
        "max-items, 11, 1, 10",
        "code-ttl, PT59S, PT1M, P1D",
        "code-ttl, PT24H0.001S, PT1M, P1D",
        "other-name, 2, 0, 1"
    })
    void aValueOutsideIsRefusedWithTheNameOfThePropertyAndItsBounds(String name, String value, String min, String max) {
        assertThatThrownBy(() -> read(Map.of("doorway.example." + name, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(
                        "doorway.example." + name + ": " + value + " is not between " + min + " and " + max);
    }

    @Test
    void everyMistakeIsNamed() {
        assertThatThrownBy(() -> read(Map.of("doorway.example.max-items", "0", "doorway.example.code-ttl", "PT0S")))
                .hasMessageContaining("doorway.example.max-items")
                .hasMessageContaining("doorway.example.code-ttl");
    }

    @ParameterizedTest
    @CsvSource({"max-items, 1", "max-items, 10", "code-ttl, PT1M", "code-ttl, PT24H"})
    void theBoundsThemselvesAreAccepted(String name, String value) {
        assertThat(read(Map.of("doorway.example." + name, value))).isNotNull();
    }

    private static Example read(Map<String, String> properties) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().withMapping(Example.class).withDefaultValues(properties);
        new BoundsOfProperties().configBuilder(builder);
        return builder.build().getConfigMapping(Example.class);
    }
}
