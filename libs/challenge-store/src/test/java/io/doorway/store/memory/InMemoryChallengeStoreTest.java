package io.doorway.store.memory;

import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.Outbox;
import java.time.Instant;

class InMemoryChallengeStoreTest extends ChallengeStoreConformance {

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);

    @Override
    protected ChallengeStore store() {
        return store;
    }

    @Override
    protected Outbox outbox() {
        return store;
    }

    @Override
    protected void restart() {
        store.restart();
    }

    @Override
    protected void waitUntil(Instant at) {
        clock.set(at);
    }
}
