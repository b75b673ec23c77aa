package io.doorway.session.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What Kafka knows by the time a relying party has its answer. */
@QuarkusTest
class ToldTest extends ProviderTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void tokensAndTheirRevocationAreEachToldOnce() {
        AuthorizationCode code = code(bank);

        bank.redeem(code);
        bank.redeem(code);
        bank.redeem(code);

        List<SessionEvent> told = told();
        assertThat(told).extracting(Event::type).containsExactly("TokensIssued", "CodeReplayed");
        assertThat(told)
                .extracting(SessionEvent::sessionId)
                .containsOnly(told.getFirst().sessionId());
        assertThat(told).extracting(SessionEvent::client).containsOnly("bank");
    }

    /** The events of this test's account, from every partition up to its present end. */
    private List<SessionEvent> told() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        List<SessionEvent> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SESSIONS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(entry -> {
                    if (Json.readEvent(entry.value()) instanceof SessionEvent event
                            && event.account().equals(account)) {
                        found.add(event);
                    }
                });
            }
        }
        return found;
    }
}
