package io.doorway.store.memory;

import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxConformance;
import io.doorway.store.StoreConformance.StoreUnderTest;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

/** The conformance suites for the in-memory implementation. */
class InMemoryStoreTest {

    @Nested
    class ChallengeStoreContract extends ChallengeStoreConformance {

        private final StoreUnderTest subject = new InMemoryStoreUnderTest();

        @Override
        protected StoreUnderTest subject() {
            return subject;
        }
    }

    @Nested
    class OutboxContract extends OutboxConformance {

        private final StoreUnderTest subject = new InMemoryStoreUnderTest();

        @Override
        protected StoreUnderTest subject() {
            return subject;
        }
    }

    private static final class InMemoryStoreUnderTest implements StoreUnderTest {

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
