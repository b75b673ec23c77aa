package io.doorway.store.memory;

import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.StoreUnderTest;

class InMemoryChallengeStoreTest extends ChallengeStoreConformance {

    private final StoreUnderTest subject = new InMemorySubject();

    @Override
    protected StoreUnderTest subject() {
        return subject;
    }
}
