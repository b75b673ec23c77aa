package io.doorway.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownPropertyCheckTest {

    @ParameterizedTest
    @CsvSource({
        "doorway.isuer, doorway.issuer",
        "doorway.issuer.url, doorway.issuer",
        "doorway.limits.creat-by-address, doorway.limits.create-by-address",
        "doorway.risk.hosting-providers, doorway.risk.hosting-provider",
        "%prod.doorway.ticket.keys, doorway.ticket.key"
    })
    void anUnknownPropertyStopsTheStartAndTheNearestIsNamed(String name, String nearest) {
        UnknownPropertyCheck check = check(properties(name));

        assertThatThrownBy(() -> check.onStart(new StartupEvent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name.replace("%prod.", "") + ": there is no such property (nearest: " + nearest + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doorway.issuer",
                "%dev.doorway.issuer",
                "doorway.clients[0]",
                "doorway.limits.scan-by-account",
                "quarkus.http.port",
                "doorways.issuer"
            })
    void propertiesOfAnyServiceAndOfOthersAreAccepted(String name) {
        assertThat(check(properties(name)).unknown()).isEmpty();
    }

    @Test
    void allUnknownPropertiesAreNamedTogether() {
        assertThat(check(properties("doorway.isuer", "doorway.tiket.key")).unknown())
                .hasSize(2);
    }

    @Test
    void aMisspelledEnvironmentVariableStopsTheStart() {
        assertThat(check(variables("DOORWAY_ISUER")).unknown())
                .isEqualTo(Set.of("DOORWAY_ISUER: there is no such property (nearest: DOORWAY_ISSUER)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOORWAY_ISSUER", "DOORWAY_SERVICE_HOST", "DOORWAY_PORT", "DOORWAY_PORT_8080_TCP", "PATH"})
    void environmentVariablesOfOthersAreIgnored(String name) {
        assertThat(check(variables(name)).unknown()).isEmpty();
    }

    private static ConfigSource properties(String... names) {
        return new PropertiesConfigSource(values(names), "test", 100);
    }

    private static ConfigSource variables(String... names) {
        return new EnvConfigSource(values(names), 300);
    }

    private static Map<String, String> values(String... names) {
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            values.put(name, "value");
        }
        return values;
    }

    private static UnknownPropertyCheck check(ConfigSource source) {
        return new UnknownPropertyCheck(
                new SmallRyeConfigBuilder().withSources(source).build());
    }
}
