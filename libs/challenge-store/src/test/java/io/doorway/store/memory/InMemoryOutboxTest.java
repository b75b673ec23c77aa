package io.doorway.store.memory;

import io.doorway.store.OutboxConformance;
import io.doorway.store.StoreUnderTest;

class InMemoryOutboxTest extends OutboxConformance {

    private final StoreUnderTest subject = new InMemorySubject();

    @Override
    protected StoreUnderTest subject() {
        return subject;
    }
}
