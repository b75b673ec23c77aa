package io.doorway.approval.follow;

import io.doorway.protocol.event.ChallengeEvent;
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
 * Hands each transition to every follower, one event at a time. A follower that fails is asked again until it does not, because an
 * event that was passed over would never come again; what cannot be read is passed over, because it would stop its partition.
 */
@ApplicationScoped
class FollowTransitions {
    private static final Logger LOGGER = Logger.getLogger(FollowTransitions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<TransitionFollower> followers;

    FollowTransitions(@All List<TransitionFollower> followers) {
        this.followers = followers;
    }

    @Incoming("transitions")
    @NonBlocking
    Uni<Void> told(ConsumerRecord<String, byte[]> told) {
        return read(told).map(this::handOut).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> handOut(ChallengeEvent event) {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(follower -> follow(follower, event))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Uni<Void> follow(TransitionFollower follower, ChallengeEvent event) {
        return Uni.createFrom()
                .deferred(() -> follower.follow(event))
                .onFailure()
                .invoke(e -> LOGGER.warnf("%s waits to be kept: %s", event.type(), e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Optional<ChallengeEvent> read(ConsumerRecord<String, byte[]> told) {
        try {
            return told.value() != null
                            && Json.readEvent(new String(told.value(), StandardCharsets.UTF_8))
                                    instanceof ChallengeEvent event
                    ? Optional.of(event)
                    : Optional.empty();
        } catch (MalformedJsonException unreadable) {
            LOGGER.warnf("unreadable transition in partition %d at offset %d", told.partition(), told.offset());
            return Optional.empty();
        }
    }
}
