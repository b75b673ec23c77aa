package io.doorway.store.memory;

import io.doorway.store.ChallengeStore;
import io.doorway.store.Outbox;
import io.doorway.store.StoreUnderTest;
import java.time.Instant;

final class InMemorySubject implements StoreUnderTest {

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);

    @Override
    public ChallengeStore store() {
        return store;
    }

    @Override
    public Outbox outbox() {
        return store;
    }

    @Override
    public void restart() {
        store.restart();
    }

    @Override
    public void waitUntil(Instant at) {
        clock.set(at);
    }
}
