package io.doorway.store;

import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.event.RefusalReason;

/**
 * What a use case makes of a challenge that it was shown.
 *
 * @param <R> the reply to the asker
 */
public sealed interface Verdict<R> {

    /** Change the state, then reply. */
    record Change<R>(Decision<?> decision, R reply) implements Verdict<R> {}

    /** It has happened before, for the same asker: give the same reply again. */
    record Again<R>(R reply) implements Verdict<R> {}

    /** No. */
    record Refuse<R>(RefusalReason reason) implements Verdict<R> {}
}
