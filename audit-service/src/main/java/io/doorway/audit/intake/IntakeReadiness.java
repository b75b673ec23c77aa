package io.doorway.audit.intake;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once Kafka gave this instance partitions to read: from then on nothing waits for it. */
@Readiness
@ApplicationScoped
class IntakeReadiness implements AsyncHealthCheck {

    private static final String NAME = "facts";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
                .after(PATIENCE)
                .fail()
                .map(assigned -> HealthCheckResponse.named(NAME)
                        .status(!assigned.isEmpty())
                        .withData("partitions", assigned.size())
                        .build())
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
