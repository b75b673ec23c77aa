package io.doorway.approval.follow;

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
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hands each event to every follower of its kind, one event at a time. A follower that fails is asked again until it does not, because an
 * event that was passed over would never come again; what cannot be read is passed over, because it would stop its partition.
 */
@ApplicationScoped
class FollowEvents {
    private static final Logger LOGGER = Logger.getLogger(FollowEvents.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<TransitionFollower> transitionFollowers;
    private final List<DeviceFollower> deviceFollowers;

    FollowEvents(@All List<TransitionFollower> transitionFollowers, @All List<DeviceFollower> deviceFollowers) {
        this.transitionFollowers = transitionFollowers;
        this.deviceFollowers = deviceFollowers;
    }

    @Incoming("facts")
    @NonBlocking
    Uni<Void> told(ConsumerRecord<String, byte[]> told) {
        return read(told).map(this::handOut).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> handOut(Event event) {
        return switch (event) {
            case ChallengeEvent e -> toEach(transitionFollowers, e, follower -> follower.follow(e));
            case DeviceEvent e -> toEach(deviceFollowers, e, follower -> follower.follow(e));
            case BrowserEvent e -> toEach(deviceFollowers, e, follower -> follower.follow(e));
            default -> Uni.createFrom().voidItem();
        };
    }

    private static <F> Uni<Void> toEach(List<F> followers, Event event, Function<F, Uni<Void>> follow) {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(follower -> untilKept(event, () -> follow.apply(follower)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Uni<Void> untilKept(Event event, Supplier<Uni<? extends Void>> keep) {
        return Uni.createFrom()
                .deferred(keep)
                .onFailure()
                .invoke(e -> LOGGER.warnf("%s waits to be kept: %s", event.type(), e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Optional<Event> read(ConsumerRecord<String, byte[]> told) {
        try {
            return Optional.ofNullable(told.value())
                    .map(value -> Json.readEvent(new String(value, StandardCharsets.UTF_8)));
        } catch (MalformedJsonException unreadable) {
            LOGGER.warnf("unreadable event of %s-%d at offset %d", told.topic(), told.partition(), told.offset());
            return Optional.empty();
        }
    }
}
