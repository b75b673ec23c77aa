package io.doorway.session.login.watch;

import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One waiting browser and the last version that was sent to it.
 *
 * <p>It is subscribed before it is admitted, so that no event is missed in between. Until it is admitted, the newest event is buffered and
 * nothing is sent.
 */
final class Watcher {

    /** With a poll every four seconds, a heartbeat is sent at least every 15 seconds. */
    private static final Duration HEARTBEAT_AFTER = Duration.ofSeconds(11);

    private final ChallengeId id;
    private final Channel channel;
    private final InstantSource clock;
    private @Nullable ChallengeEvent bufferedEvent;
    private boolean admitted;
    private long sentVersion;
    private long sentAt;

    Watcher(ChallengeId id, Channel channel, InstantSource clock) {
        this.id = id;
        this.channel = channel;
        this.clock = clock;
    }

    ChallengeId id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    /** Sends the loaded state and the buffered event, because the challenge is bound to this browser. */
    synchronized void admit(ChallengeSnapshot loaded) {
        admitted = true;
        sendIfNew(StateMessage.of(loaded));
        if (bufferedEvent != null) {
            sendIfNew(StateMessage.of(bufferedEvent));
        }
    }

    /** Sends the state of the event if it is new, or buffers the event. */
    synchronized void onEvent(ChallengeEvent event) {
        if (admitted) {
            sendIfNew(StateMessage.of(event));
        } else if (bufferedEvent == null || event.version() > bufferedEvent.version()) {
            bufferedEvent = event;
        }
    }

    /** Sends the loaded state if it is new, or as a heartbeat. */
    synchronized void onState(ChallengeSnapshot loaded) {
        if (!admitted) {
            return;
        }
        StateMessage message = StateMessage.of(loaded);
        sendIfNew(message);
        if (message.version() == sentVersion && clock.millis() - sentAt >= HEARTBEAT_AFTER.toMillis()) {
            send(message);
        }
    }

    private void sendIfNew(StateMessage message) {
        if (message.version() > sentVersion) {
            send(message);
        }
    }

    private void send(StateMessage message) {
        sentVersion = message.version();
        sentAt = clock.millis();
        channel.send(message);
    }
}
