package io.doorway.challenge.expiry;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.Transitions;
import io.doorway.store.upkeep.ExpirySweeper;
import io.doorway.store.upkeep.OutboxRelay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.random.RandomGenerator;

/** Runs the sweeper and the relay for as long as the service runs; any number of instances may. */
@ApplicationScoped
class Upkeep {

    private final ExpirySweeper sweeper;
    private final OutboxRelay relay;

    Upkeep(ChallengeStore store, Transitions transitions, Outbox outbox, EventLog log, RandomGenerator random) {
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
