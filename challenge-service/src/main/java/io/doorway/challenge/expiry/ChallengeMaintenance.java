package io.doorway.challenge.expiry;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.Transitions;
import io.doorway.store.maintenance.ExpirySweeper;
import io.doorway.store.maintenance.OutboxRelay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Runs the expiry sweeper and the outbox relay while the service runs. Any number of instances may run them. */
@Singleton
class ChallengeMaintenance {

    private final ExpirySweeper sweeper;
    private final OutboxRelay relay;

    ChallengeMaintenance(
            ChallengeStore store,
            Transitions transitions,
            Outbox outbox,
            EventLog log,
            RandomGenerator random,
            InstantSource clock,
            MeterRegistry metrics) {
        this.sweeper = new ExpirySweeper(store, transitions);
        this.relay = new OutboxRelay(outbox, log, ChallengeId.random(random).value());
        TimeGauge.builder("doorway.outbox.age", () -> age(relay, clock), TimeUnit.MILLISECONDS)
                .description("The age of the event that the relay cannot publish; 0 if there is none")
                .register(metrics);
        TimeGauge.builder("doorway.relay.lag", () -> relay.sinceLastRun().toMillis(), TimeUnit.MILLISECONDS)
                .description("The time since the relay last published everything that waited")
                .register(metrics);
        FunctionCounter.builder("doorway.relay.published", relay, OutboxRelay::published)
                .description("Events that the relay published, because their own publisher did not")
                .register(metrics);
    }

    private static long age(OutboxRelay relay, InstantSource clock) {
        return relay.waitingSince()
                .map(since -> Duration.between(since, clock.instant()).toMillis())
                .orElse(0L);
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
