package io.doorway.session.watch;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Loaded;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the state again where no event came: with Kafka away, a waiting browser learns the end of its login within five seconds
 * all the same. What was read is the heartbeat, too.
 */
@ApplicationScoped
class Rereading {

    private static final Logger LOGGER = Logger.getLogger(Rereading.class);
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Watchers watchers;
    private final ChallengeStore store;
    private final Vertx vertx;
    private volatile long looking;

    Rereading(Watchers watchers, ChallengeStore store, Vertx vertx) {
        this.watchers = watchers;
        this.store = store;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(
                LOOK_EVERY.toMillis(),
                tick -> watchers.silentFor(SILENCE.toMillis()).forEach(this::read));
    }

    private void read(ChallengeId id) {
        store.load(id)
                .subscribe()
                .with(found -> tell(id, found), e -> LOGGER.debugf("challenge %s not read: %s", id, e.getMessage()));
    }

    private void tell(ChallengeId id, Optional<Loaded> found) {
        found.filter(loaded -> !AdmitBrowser.hopeless(loaded)).ifPresentOrElse(watchers::read, () -> watchers.lost(id));
    }
}
