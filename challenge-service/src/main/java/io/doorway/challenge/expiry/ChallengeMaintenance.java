package io.doorway.challenge.expiry;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.Transitions;
import io.doorway.store.maintenance.ExpirySweeper;
import io.doorway.store.maintenance.OutboxRelay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.random.RandomGenerator;

/** Runs the expiry sweeper and the outbox relay while the service runs. Any number of instances may run them. */
@ApplicationScoped
class ChallengeMaintenance {

    private final ExpirySweeper sweeper;
    private final OutboxRelay relay;

    ChallengeMaintenance(
            ChallengeStore store, Transitions transitions, Outbox outbox, EventLog log, RandomGenerator random) {
        this.sweeper = new ExpirySweeper(store, transitions);
        this.relay = new OutboxRelay(outbox, log, ChallengeId.random(random).value());
    }

    void start(@Observes StartupEvent event) {
        sweeper.start();
        relay.start();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.close();
        relay.close();
    }
}
