package io.doorway.store.memory;

import io.doorway.store.OutboxConformance;
import io.doorway.store.StoreConformance.StoreUnderTest;
import io.doorway.store.memory.InMemoryChallengeStoreTest.InMemoryStoreUnderTest;

class InMemoryOutboxTest extends OutboxConformance {

    private final StoreUnderTest subject = new InMemoryStoreUnderTest();

    @Override
    protected StoreUnderTest subject() {
        return subject;
    }
}
