package io.doorway.login.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreProducerTest {

    @Test
    void aMissingAddressOfKafkaIsRefusedWithTheNameOfTheProperty() {
        assertThatThrownBy(() -> StoreProducer.producerProperties(Map.of("security.protocol", "SSL")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kafka.bootstrap.servers: missing");
    }

    @Test
    void theProducerGetsTheConnectionAndNothingThatConcernsConsumersAlone() {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", "kafka:9092", "security.protocol", "SSL", "group.id", "challenge-service");

        assertThat(StoreProducer.producerProperties(connection))
                .containsOnlyKeys("bootstrap.servers", "security.protocol");
    }
}
