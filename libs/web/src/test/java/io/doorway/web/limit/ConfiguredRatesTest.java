package io.doorway.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.web.config.BoundsOfProperties;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an operator changes the table. */
class ConfiguredRatesTest {

    private static final String CREATE = "doorway.limits.create-by-address";

    @ParameterizedTest
    @EnumSource(RateLimit.class)
    void theTableAppliesWithoutConfiguration(RateLimit limit) {
        assertThat(rates(Map.of()).of(limit)).isEqualTo(limit.defaultRate());
    }

    @Test
    void aConfiguredRateReplacesTheLine() {
        ConfiguredRates rates = rates(Map.of(CREATE, "7/PT30S"));

        assertThat(rates.of(RateLimit.CREATE_BY_ADDRESS)).isEqualTo(Rate.parse("7/PT30S"));
        assertThat(rates.of(RateLimit.CREATE_BY_NETWORK)).isEqualTo(RateLimit.CREATE_BY_NETWORK.defaultRate());
    }

    @Test
    void theFactorMultipliesEveryOtherLine() {
        ConfiguredRates rates = rates(Map.of(CREATE, "7/PT30S", "doorway.limits.factor", "10"));

        assertThat(rates.of(RateLimit.CREATE_BY_ADDRESS)).isEqualTo(Rate.parse("7/PT30S"));
        assertThat(rates.of(RateLimit.SCAN_BY_ACCOUNT)).isEqualTo(Rate.parse("300/PT10M"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "60", "/PT1M", "0/PT1M", "-1/PT1M", "60/1M", "60/PT0S", "60/PT0.5S", "60/P2D", "1e3/PT1M"})
    void anInvalidRateStopsTheStartAndThePropertyIsNamed(String text) {
        assertThatThrownBy(() -> rates(Map.of(CREATE, text.isEmpty() ? " " : text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(CREATE + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "10001", "1.5"})
    void anInvalidFactorStopsTheStartAndThePropertyIsNamed(String text) {
        assertThatThrownBy(() -> rates(Map.of("doorway.limits.factor", text)))
                .hasMessageContaining("doorway.limits.factor");
    }

    @Test
    void aRateCanBeGivenAsAnEnvironmentVariable() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(Map.of("DOORWAY_LIMITS_CREATE_BY_ADDRESS", "7/PT30S"), 300))
                .build();

        assertThat(new ConfiguredRates(config.getConfigMapping(RateLimitConfig.class)).of(RateLimit.CREATE_BY_ADDRESS))
                .isEqualTo(Rate.parse("7/PT30S"));
    }

    private static ConfiguredRates rates(Map<String, String> properties) {
        return new ConfiguredRates(builder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(RateLimitConfig.class));
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder().withMapping(RateLimitConfig.class).withValidator(new BoundsOfProperties());
    }
}
