package io.doorway.session.login.watch;

import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.StateName;
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

    /** A proxy closes a connection that is silent for long, and the page one that is silent for 20 seconds. */
    private static final Duration HEARTBEAT_AFTER = Duration.ofSeconds(11);

    /** How long after a deadline the event of the expiry is waited for. */
    private static final Duration EXPIRY_GRACE = Duration.ofMillis(1500);

    private final ChallengeId id;
    private final Channel channel;
    private final InstantSource clock;
    private @Nullable ChallengeEvent bufferedEvent;
    private boolean admitted;
    private @Nullable StateMessage sent;
    private long sentAt;
    private long overdueAt = Long.MAX_VALUE;

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

    /** Sends the loaded state if it is new. */
    synchronized void onState(ChallengeSnapshot loaded) {
        if (admitted) {
            sendIfNew(StateMessage.of(loaded));
        }
    }

    /** Sends the last state again if nothing was sent for a while. */
    synchronized void sendHeartbeat() {
        if (sent != null && clock.millis() - sentAt >= HEARTBEAT_AFTER.toMillis()) {
            sentAt = clock.millis();
            channel.send(sent);
        }
    }

    /** Whether the state that was sent is {@code created}. */
    synchronized boolean awaitsScan() {
        return sent != null && sent.state() == StateName.CREATED;
    }

    /** Whether the deadline of the state that was sent has passed. It counts as passed again after the given time. */
    synchronized boolean claimOverdue(Duration again) {
        long now = clock.millis();
        if (now < overdueAt) {
            return false;
        }
        overdueAt = now + again.toMillis();
        return true;
    }

    private void sendIfNew(StateMessage message) {
        if (sent == null || message.version() > sent.version()) {
            sent = message;
            sentAt = clock.millis();
            overdueAt = message.deadline() == null
                    ? Long.MAX_VALUE
                    : sentAt
                            + Duration.between(message.serverTime(), message.deadline())
                                    .plus(EXPIRY_GRACE)
                                    .toMillis();
            channel.send(message);
        }
    }
}
