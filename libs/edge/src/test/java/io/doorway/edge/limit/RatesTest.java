package io.doorway.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an operator changes the table. */
class RatesTest {

    private static final String CREATE = "doorway.limits.create-by-address";

    @ParameterizedTest
    @EnumSource(Limit.class)
    void theTableHoldsWhereNothingIsConfigured(Limit limit) {
        assertThat(rates(Map.of()).of(limit)).isEqualTo(limit.usual());
    }

    @Test
    void aLineIsReplaced() {
        Rates rates = rates(Map.of(CREATE, "7/PT30S"));

        assertThat(rates.of(Limit.CREATE_BY_ADDRESS)).isEqualTo(Rate.parse("7/PT30S"));
        assertThat(rates.of(Limit.CREATE_BY_NETWORK)).isEqualTo(Limit.CREATE_BY_NETWORK.usual());
    }

    @Test
    void theFactorMultipliesWhatIsNotReplaced() {
        Rates rates = rates(Map.of(CREATE, "7/PT30S", "doorway.limits.factor", "10"));

        assertThat(rates.of(Limit.CREATE_BY_ADDRESS)).isEqualTo(Rate.parse("7/PT30S"));
        assertThat(rates.of(Limit.SCAN_BY_ACCOUNT)).isEqualTo(Rate.parse("300/PT10M"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "60", "/PT1M", "0/PT1M", "-1/PT1M", "60/1M", "60/PT0S", "60/PT0.5S", "60/P2D", "1e3/PT1M"})
    void aBadRateStopsTheStartAndNamesItsProperty(String text) {
        assertThatThrownBy(() -> rates(Map.of(CREATE, text.isEmpty() ? " " : text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(CREATE + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "10001", "1.5"})
    void aBadFactorStopsTheStartAndNamesItsProperty(String text) {
        assertThatThrownBy(() -> rates(Map.of("doorway.limits.factor", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("doorway.limits.factor: " + text);
    }

    @Test
    void aLineThatDoesNotExistStopsTheStart() {
        assertThatThrownBy(() -> rates(Map.of("doorway.limits.creat-by-address", "60/PT1M")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("doorway.limits.creat-by-address: ")
                .hasMessageContaining(CREATE);
    }

    private static Rates rates(Map<String, String> properties) {
        return new Rates(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
    }
}
