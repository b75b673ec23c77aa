package io.doorway.store;

import java.time.Instant;

/** A store, and what a test must be able to do to it. */
public interface StoreUnderTest {

    ChallengeStore store();

    Outbox outbox();

    /** Ends the store and starts it again with its data. */
    void restart();

    /** Returns when the store's clock says so. */
    void waitUntil(Instant at);
}
