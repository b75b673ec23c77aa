package io.doorway.session.watch;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.store.Loaded;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One waiting browser and what it has been told so far.
 *
 * <p>It is subscribed before it is admitted, so that no event can be missed in between; what comes early is kept, and told only
 * when the browser has turned out to be the challenge's own.
 */
final class Watcher {

    /** With a reading every four seconds, this makes a heartbeat at least every 15. */
    private static final Duration QUIET = Duration.ofSeconds(11);

    private final ChallengeId id;
    private final Line line;
    private final InstantSource clock;
    private @Nullable ChallengeEvent early;
    private boolean admitted;
    private long version;
    private long toldAt;

    Watcher(ChallengeId id, Line line, InstantSource clock) {
        this.id = id;
        this.line = line;
        this.clock = clock;
    }

    ChallengeId id() {
        return id;
    }

    Line line() {
        return line;
    }

    /** The browser is the challenge's own: it is told the state that was read, and what came since. */
    synchronized void admit(Loaded loaded) {
        admitted = true;
        tell(StateMessage.of(loaded));
        if (early != null) {
            tell(StateMessage.of(early));
        }
    }

    synchronized void heard(ChallengeEvent event) {
        if (admitted) {
            tell(StateMessage.of(event));
        } else if (early == null || event.version() > early.version()) {
            early = event;
        }
    }

    /** The state as it was just read: told if it is news, and as a heartbeat if nothing was said for long. */
    synchronized void read(Loaded loaded) {
        if (!admitted) {
            return;
        }
        StateMessage message = StateMessage.of(loaded);
        tell(message);
        if (message.version() == version && clock.millis() - toldAt >= QUIET.toMillis()) {
            say(message);
        }
    }

    private void tell(StateMessage message) {
        if (message.version() > version) {
            say(message);
        }
    }

    private void say(StateMessage message) {
        version = message.version();
        toldAt = clock.millis();
        line.say(message);
    }
}
