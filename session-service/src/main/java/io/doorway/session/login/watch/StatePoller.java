package io.doorway.session.login.watch;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Loads the state of watched challenges of which an event may be missing: of all, every four seconds, while the consumer is behind; else of
 * those whose deadline has passed, and of one every four seconds, which stands for all: if it cannot be loaded or its store was lost, all
 * are loaded. If Kafka is not available, a waiting browser still gets every state within five seconds.
 */
@Singleton
class StatePoller {

    private static final Logger LOGGER = Logger.getLogger(StatePoller.class);
    private static final Duration IDLE_BEFORE_POLL = Duration.ofSeconds(4);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Long enough that each challenge is loaded once. */
    private static final Duration IN_DOUBT_FOR = Duration.ofSeconds(6);

    /** Spreads the loads of an instance with very many waiting browsers, so that the store is left to the logins. */
    private static final int MAX_LOADS = 1000;

    private final Watchers watchers;
    private final ChallengeStore store;
    private final ConsumerProgress progress;
    private final InstantSource clock;
    private final Vertx vertx;
    private volatile long inDoubtUntil;
    private long sampledAt;

    StatePoller(Watchers watchers, ChallengeStore store, ConsumerProgress progress, InstantSource clock, Vertx vertx) {
        this.watchers = watchers;
        this.store = store;
        this.progress = progress;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(POLL_INTERVAL.toMillis(), timer -> {
            due().forEach(this::poll);
            watchers.sendHeartbeats();
        });
    }

    private List<ChallengeId> due() {
        long now = clock.millis();
        if (progress.isBehind() || now < inDoubtUntil) {
            return watchers.claimIdle(IDLE_BEFORE_POLL, MAX_LOADS);
        }
        if (now - sampledAt >= IDLE_BEFORE_POLL.toMillis()) {
            List<ChallengeId> sample = watchers.claimIdle(IDLE_BEFORE_POLL, 1);
            if (!sample.isEmpty()) {
                sampledAt = now;
                return sample;
            }
        }
        return watchers.claimOverdue(IDLE_BEFORE_POLL, MAX_LOADS);
    }

    private void poll(ChallengeId id) {
        store.load(id).subscribe().with(found -> publish(id, found), e -> {
            doubtAll();
            LOGGER.debugf("challenge %s not loaded: %s", id, e.getMessage());
        });
    }

    private void publish(ChallengeId id, Optional<ChallengeSnapshot> found) {
        found.filter(loaded -> !AdmitWatcher.storeLost(loaded)).ifPresentOrElse(watchers::onState, () -> {
            doubtAll();
            watchers.onNotFound(id);
        });
    }

    private void doubtAll() {
        inDoubtUntil = clock.millis() + IN_DOUBT_FOR.toMillis();
    }
}
