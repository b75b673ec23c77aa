package io.doorway.store.memory;

import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.Outbox;
import io.doorway.store.StoreConformance.StoreUnderTest;
import java.time.Instant;

class InMemoryChallengeStoreTest extends ChallengeStoreConformance {

    private final StoreUnderTest subject = new InMemoryStoreUnderTest();

    @Override
    protected StoreUnderTest subject() {
        return subject;
    }

    static final class InMemoryStoreUnderTest implements StoreUnderTest {

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
        public void waitUntil(Instant time) {
            clock.set(time);
        }
    }
}
