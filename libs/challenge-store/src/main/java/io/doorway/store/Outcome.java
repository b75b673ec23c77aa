package io.doorway.store;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.event.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * How an attempted transition ended.
 *
 * @param <R> the reply to the asker
 */
public sealed interface Outcome<R> {

    /** It happened, and Kafka has acknowledged it. */
    record Done<R>(R reply) implements Outcome<R> {}

    /**
     * It did not happen.
     *
     * @param challenge the challenge as it was last seen, or null if there is none; for the audit, not for the asker
     */
    record Refused<R>(RefusalReason reason, @Nullable Challenge challenge) implements Outcome<R> {}
}
