package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeExpired;
import java.time.Instant;

/** The states that something may still leave. Each has a deadline, after which it can only expire. */
public sealed interface Open extends Challenge permits Created, Scanned, Approved {

    /** From this instant on, by the store's clock, every transition but {@link #expire} is refused. */
    Instant deadline();

    /** The person or the browser gave up. */
    default Decision<Cancelled> cancel(Canceller by, Instant at) {
        Cancelled next = new Cancelled(id(), version() + 1, asked(), by, at);
        return new Decision<>(
                next,
                new ChallengeCancelled(
                        id(), next.version(), at, asked().relyingParty().id(), name(), by, asked().traceparent()));
    }

    /** The deadline has passed. */
    default Decision<Expired> expire(Instant at) {
        Expired next = new Expired(id(), version() + 1, asked(), at);
        return new Decision<>(
                next,
                new ChallengeExpired(
                        id(), next.version(), at, asked().relyingParty().id(), name(), asked().traceparent()));
    }
}
