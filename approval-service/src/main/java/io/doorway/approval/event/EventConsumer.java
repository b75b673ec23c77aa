package io.doorway.approval.event;

import io.doorway.login.database.StatementRejectedException;
import io.doorway.login.event.ConsumedEvents;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.record.RecordFault;
import io.doorway.store.StoreUnavailableException;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Passes each authentic event from Kafka to every listener, one after the other.
 *
 * <p>While a store is not available, a listener is retried without limit, because a skipped event would never be delivered again. A
 * listener that fails for any other reason would fail every time: the other listeners get the event, the record becomes a dead letter,
 * and the partition continues.
 */
@Singleton
class EventConsumer {
    private static final Logger LOGGER = Logger.getLogger(EventConsumer.class);
    private static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final List<EventListener> listeners;
    private final ConsumedEvents events;

    EventConsumer(@All List<EventListener> listeners, ConsumedEvents events) {
        this.listeners = listeners;
        this.events = events;
    }

    @Incoming("events")
    @NonBlocking
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return events.read(record)
                .map(event -> deliver(event)
                        .onFailure()
                        .invoke(e -> events.skipped(record.topic(), RecordFault.NOT_PROCESSED)
                                .increment()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Fails after all listeners have got the event, if one of them failed. */
    private Uni<Void> deliver(Event event) {
        return Multi.createFrom()
                .iterable(listeners)
                .onItem()
                .transformToUni(listener -> deliver(event, listener))
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Uni<Void> deliver(Event event, EventListener listener) {
        return Uni.createFrom()
                .deferred(() -> handle(event, listener))
                .onFailure(EventConsumer::isTransient)
                .invoke(e -> LOGGER.warnf("%s will be retried: %s", event.type(), e.getMessage()))
                .onFailure(EventConsumer::isTransient)
                .retry()
                .withBackOff(INITIAL_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .onFailure()
                .invoke(e -> LOGGER.errorf("%s becomes a dead letter: %s", event.type(), e.getMessage()));
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof StoreUnavailableException && !(failure instanceof StatementRejectedException);
    }

    private static Uni<Void> handle(Event event, EventListener listener) {
        return switch (event) {
            case ChallengeEvent e -> listener.onChallengeEvent(e);
            case DeviceEvent e -> listener.onDeviceEvent(e);
            case BrowserEvent e -> listener.onBrowserEvent(e);
            case SessionEvent e -> listener.onSessionEvent(e);
            default -> Uni.createFrom().voidItem();
        };
    }
}
