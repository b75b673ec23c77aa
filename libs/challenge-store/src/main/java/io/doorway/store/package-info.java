/**
 * Challenges, changed one compare-and-set at a time.
 *
 * <p>{@link io.doorway.store.Transitions} is what services call: load, decide with the pure state machine, commit, tell Kafka,
 * answer. {@link io.doorway.store.ChallengeStore} is the contract that makes it safe, with two implementations: Redis, and the
 * in-memory reference. Committing appends the event to an outbox in the same atomic step; {@link io.doorway.store.Outbox} holds
 * what Kafka has not yet acknowledged, and a relay delivers what a crash left there.
 *
 * <p>Whatever fails here fails closed: an error is a refusal, and nothing acknowledged is lost.
 */
@NullMarked
package io.doorway.store;

import org.jspecify.annotations.NullMarked;
