package io.doorway.audit.intake;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when Kafka has assigned partitions to this instance. The messaging extension's own check only reports that the consumer is
 * connected.
 */
@Readiness
@Singleton
class IntakeReadiness implements AsyncHealthCheck {

    private static final String NAME = "events";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final KafkaClientService clients;

    IntakeReadiness(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        KafkaConsumer<?, ?> consumer = clients.getConsumer(NAME);
        if (consumer == null) {
            return Uni.createFrom().item(HealthCheckResponse.down(NAME));
        }
        return consumer.getAssignments()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(assigned -> HealthCheckResponse.named(NAME)
                        .status(!assigned.isEmpty())
                        .withData("partitions", assigned.size())
                        .build())
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
