package io.doorway.web.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaintextServersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kafka.bootstrap.servers         | kafka-1:9092,kafka-2:9092
            kafka.bootstrap.servers         | 127.0.0.1:9092,kafka-2:9092
            quarkus.redis.hosts             | redis://redis:6379
            quarkus.redis.hosts             | redis://:password@redis:6379/0
            quarkus.datasource.reactive.url | postgresql://postgres:5432/doorway
            quarkus.datasource.jdbc.url     | jdbc:postgresql://postgres:5432/doorway?sslmode=prefer
            """)
    void aConnectionWithoutTlsToAnotherMachineIsNamed(String property, String servers) {
        assertThat(of(Map.of(property, servers)).properties()).containsExactly(property);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kafka.bootstrap.servers         | 127.0.0.1:9092,localhost:9093
            quarkus.redis.hosts             | redis://127.0.0.1:6379
            quarkus.redis.hosts             | redis://[::1]:6379
            quarkus.redis.hosts             | rediss://:password@redis:6379
            quarkus.datasource.reactive.url | postgresql://localhost:5432/doorway
            quarkus.datasource.jdbc.url     | jdbc:postgresql://localhost/doorway
            quarkus.datasource.jdbc.url     | jdbc:postgresql://postgres:5432/doorway?sslmode=verify-full
            """)
    void thisMachineAndTlsAreNot(String property, String servers) {
        assertThat(of(Map.of(property, servers)).properties()).isEmpty();
    }

    @Test
    void tlsOfKafkaAndOfTheReactiveClientIsASettingOfItsOwn() {
        assertThat(of(Map.of(
                                "kafka.bootstrap.servers", "kafka:9092",
                                "kafka.security.protocol", "SASL_SSL",
                                "quarkus.datasource.reactive.url", "postgresql://postgres:5432/doorway",
                                "quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full"))
                        .properties())
                .isEmpty();
    }

    private static PlaintextServers of(Map<String, String> settings) {
        return new PlaintextServers(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }
}
