package io.doorway.store;

import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.RefusalReason;

/**
 * The decision of a use case about a loaded challenge.
 *
 * @param <R> the reply to the caller
 */
public sealed interface TransitionDecision<R> {

    /** Commit the transition, then reply. */
    record Change<R>(Transition<?> transition, R reply) implements TransitionDecision<R> {}

    /** The transition has already happened for the same caller: give the same reply again. */
    record Repeat<R>(R reply) implements TransitionDecision<R> {}

    /** Refuse. */
    record Refuse<R>(RefusalReason reason) implements TransitionDecision<R> {}
}
