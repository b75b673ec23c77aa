package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeExpired;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The states that something may still leave. Each has a deadline, after which it can only expire. */
public sealed interface Open extends Challenge permits Created, Scanned, Approved {

    /** From this instant on, by the store's clock, every transition but {@link #expire} is refused. */
    Instant deadline();

    /** Someone or something ended it early. */
    default Decision<Cancelled> cancel(Canceller by, Instant at) {
        Cancelled next = new Cancelled(id(), version() + 1, asked(), by, at);
        return new Decision<>(next, ChallengeCancelled.of(this, next));
    }

    /** The deadline has passed. */
    default Decision<Expired> expire(Instant at) {
        Expired next = new Expired(id(), version() + 1, asked(), at);
        return new Decision<>(next, ChallengeExpired.of(this, next));
    }

    /** The scan that claimed it, or null before one did. */
    default @Nullable Scan claim() {
        return switch (this) {
            case Created created -> null;
            case Scanned scanned -> scanned.scan();
            case Approved approved -> approved.scan();
        };
    }
}
