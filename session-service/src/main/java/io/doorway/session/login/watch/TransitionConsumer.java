package io.doorway.session.login.watch;

import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes the transitions of all challenges from Kafka and passes those of watched challenges to their watchers. Each instance reads every
 * record from the latest on and commits no offset: {@link StatePoller} finds what it misses. Other records are not parsed.
 */
@ApplicationScoped
class TransitionConsumer {

    private static final Logger LOGGER = Logger.getLogger(TransitionConsumer.class);

    private final Watchers watchers;

    TransitionConsumer(Watchers watchers) {
        this.watchers = watchers;
    }

    @Incoming("transitions")
    @NonBlocking
    void onTransition(ConsumerRecord<String, byte[]> transition) {
        if (transition.key() == null || transition.value() == null || !isWatched(transition.key())) {
            return;
        }
        try {
            if (Json.readEvent(new String(transition.value(), StandardCharsets.UTF_8))
                    instanceof ChallengeEvent event) {
                watchers.onEvent(event);
            }
        } catch (MalformedJsonException e) {
            LOGGER.warnf("malformed transition of challenge %s at offset %d", transition.key(), transition.offset());
        }
    }

    private boolean isWatched(String key) {
        return ChallengeId.parse(key).filter(watchers::isWatched).isPresent();
    }
}
