package io.doorway.session.watch;

import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Pushes transitions as Kafka tells them. Each instance reads all of them, from the latest on, and keeps no place: what it misses
 * {@link Rereading} finds. Only events that somebody here waits for are read beyond their key.
 */
@ApplicationScoped
class TransitionFeed {

    private static final Logger LOGGER = Logger.getLogger(TransitionFeed.class);

    private final Watchers watchers;

    TransitionFeed(Watchers watchers) {
        this.watchers = watchers;
    }

    @Incoming("transitions")
    @NonBlocking
    void heard(ConsumerRecord<String, byte[]> told) {
        if (told.key() == null || told.value() == null || !watchers.watch(told.key())) {
            return;
        }
        try {
            if (Json.readEvent(new String(told.value(), StandardCharsets.UTF_8)) instanceof ChallengeEvent event) {
                watchers.heard(event);
            }
        } catch (MalformedJsonException unreadable) {
            LOGGER.warnf("unreadable transition of challenge %s at offset %d", told.key(), told.offset());
        }
    }
}
