package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.vocabulary.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of {@link Transitions#change}.
 *
 * @param <R> the reply to the caller
 */
public sealed interface Outcome<R> {

    /** The transition is stored, and Kafka has acknowledged its event. */
    record Done<R>(R reply) implements Outcome<R> {}

    /**
     * The transition was refused.
     *
     * @param challenge the challenge as it was loaded last, or null if there is none; for the audit, not for the response
     */
    record Refused<R>(RefusalReason reason, @Nullable Challenge challenge) implements Outcome<R> {}
}
