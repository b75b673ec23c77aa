package io.doorway.session.login.watch;

import io.doorway.login.event.ConsumedEvents;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes the transitions of all challenges from Kafka and passes those of watched challenges to their watchers. Each instance reads every
 * record from the latest on and commits no offset: {@link StatePoller} finds what it misses. Other records are not read.
 */
@Singleton
class TransitionConsumer {

    private final Watchers watchers;
    private final ConsumedEvents events;

    TransitionConsumer(Watchers watchers, ConsumedEvents events) {
        this.watchers = watchers;
        this.events = events;
    }

    @Incoming("transitions")
    @NonBlocking
    void onTransitions(ConsumerRecords<byte[], byte[]> transitions) {
        transitions.forEach(this::onTransition);
    }

    private void onTransition(ConsumerRecord<byte[], byte[]> transition) {
        if (transition.key() != null && isWatched(transition.key())) {
            events.read(transition)
                    .filter(ChallengeEvent.class::isInstance)
                    .map(ChallengeEvent.class::cast)
                    .ifPresent(watchers::onEvent);
        }
    }

    private boolean isWatched(byte[] key) {
        return ChallengeId.parse(new String(key, StandardCharsets.UTF_8))
                .filter(watchers::isWatched)
                .isPresent();
    }
}
