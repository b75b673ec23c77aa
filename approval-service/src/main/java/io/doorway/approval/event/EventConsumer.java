package io.doorway.approval.event;

import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Passes each event from Kafka to every listener, one after the other.
 *
 * <p>A listener that fails is retried without limit, because a skipped event would never be delivered again. A record that is not a
 * valid event is logged and skipped, because it would stop its partition.
 */
@ApplicationScoped
class EventConsumer {
    private static final Logger LOGGER = Logger.getLogger(EventConsumer.class);
    private static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final List<EventListener> listeners;

    EventConsumer(@All List<EventListener> listeners) {
        this.listeners = listeners;
    }

    @Incoming("events")
    @NonBlocking
    Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
        return read(record)
                .map(event -> Multi.createFrom()
                        .iterable(listeners)
                        .onItem()
                        .transformToUniAndConcatenate(listener -> deliver(event, listener))
                        .collect()
                        .asList()
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Uni<Void> deliver(Event event, EventListener listener) {
        return Uni.createFrom()
                .deferred(() -> handle(event, listener))
                .onFailure()
                .invoke(e -> LOGGER.warnf("%s will be retried: %s", event.type(), e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(INITIAL_BACKOFF, MAX_BACKOFF)
                .indefinitely();
    }

    private static Uni<Void> handle(Event event, EventListener listener) {
        return switch (event) {
            case ChallengeEvent e -> listener.onChallengeEvent(e);
            case DeviceEvent e -> listener.onDeviceEvent(e);
            case BrowserEvent e -> listener.onBrowserEvent(e);
            default -> Uni.createFrom().voidItem();
        };
    }

    private static Optional<Event> read(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(record.value())
                    .map(value -> Json.readEvent(new String(value, StandardCharsets.UTF_8)));
        } catch (MalformedJsonException invalid) {
            LOGGER.warnf(
                    "skipped the invalid event of %s-%d at offset %d",
                    record.topic(), record.partition(), record.offset());
            return Optional.empty();
        }
    }
}
