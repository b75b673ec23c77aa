package io.doorway.approval.account.enrolment;

import io.doorway.approval.answer.Result;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Gives all refusals of an enrolment code the same duration, so that it does not disclose which invitations exist. */
@Singleton
class RefusalDelay {

    /** Longer than any path to a refusal takes. */
    private static final Duration MIN_REFUSAL_TIME = Duration.ofMillis(250);

    private final InstantSource clock;

    RefusalDelay(InstantSource clock) {
        this.clock = clock;
    }

    /** Delays a refusal until {@link #MIN_REFUSAL_TIME} has passed. Timers have a resolution of one millisecond. */
    <R> Uni<Result<R>> refusalsOf(Supplier<Uni<Result<R>>> work) {
        Instant end = clock.instant().plus(MIN_REFUSAL_TIME);
        return work.get().chain(result -> {
            Duration rest = Duration.between(clock.instant(), end).truncatedTo(ChronoUnit.MILLIS);
            Uni<Result<R>> item = Uni.createFrom().item(result);
            return result instanceof Result.Done || !rest.isPositive()
                    ? item
                    : item.onItem().delayIt().by(rest);
        });
    }
}
