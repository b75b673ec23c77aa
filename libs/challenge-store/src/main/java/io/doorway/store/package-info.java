/**
 * The store of challenges and the publication of their events.
 *
 * <p>{@link io.doorway.store.Transitions} is what services call: load a challenge, decide with the pure state machine, commit by
 * compare-and-set, publish the event, reply. {@link io.doorway.store.ChallengeStore} is the contract; Redis and an in-memory reference
 * for tests implement it. A commit appends the event to an outbox in the same atomic step. {@link io.doorway.store.Outbox} holds events
 * that Kafka has not acknowledged, and a relay publishes those that a crash left there.
 *
 * <p>Every failure is a refusal, and nothing that was acknowledged is lost.
 */
@NullMarked
package io.doorway.store;

import org.jspecify.annotations.NullMarked;
