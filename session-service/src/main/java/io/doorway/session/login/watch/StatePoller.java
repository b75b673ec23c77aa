package io.doorway.session.login.watch;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Loads the state of watched challenges for which no event has arrived. If Kafka is not available, a waiting browser still gets every state
 * within five seconds. The loaded state is also the heartbeat.
 */
@ApplicationScoped
class StatePoller {

    private static final Logger LOGGER = Logger.getLogger(StatePoller.class);
    private static final Duration IDLE_BEFORE_POLL = Duration.ofSeconds(4);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final Watchers watchers;
    private final ChallengeStore store;
    private final Vertx vertx;

    StatePoller(Watchers watchers, ChallengeStore store, Vertx vertx) {
        this.watchers = watchers;
        this.store = store;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                POLL_INTERVAL.toMillis(),
                timer -> watchers.claimIdle(IDLE_BEFORE_POLL).forEach(this::poll));
    }

    private void poll(ChallengeId id) {
        store.load(id)
                .subscribe()
                .with(
                        found -> publish(id, found),
                        e -> LOGGER.debugf("challenge %s not loaded: %s", id, e.getMessage()));
    }

    private void publish(ChallengeId id, Optional<ChallengeSnapshot> found) {
        found.filter(loaded -> !AdmitWatcher.storeLost(loaded))
                .ifPresentOrElse(watchers::onState, () -> watchers.onNotFound(id));
    }
}
