package io.doorway.approval.answer;

import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a use case ended.
 *
 * @param <R> the reply to the phone
 */
public sealed interface Result<R> {

    /** It was done, now or before. */
    record Done<R>(R reply) implements Result<R> {}

    /**
     * It was not.
     *
     * @param reason why, for the audit; {@link PhoneProblems} says what the phone is told
     * @param who tried, as far as is known
     * @param until when it will be allowed, or null if that is not a matter of time
     */
    record Refused<R>(
            RefusalReason reason, Who who, @Nullable Instant until) implements Result<R> {}

    static <R> Result<R> done(R reply) {
        return new Done<>(reply);
    }

    static <R> Result<R> refused(RefusalReason reason, Who who) {
        return new Refused<>(reason, who, null);
    }

    /** What became of a transition that {@code who} asked for. */
    static <R> Result<R> of(Outcome<R> outcome, Who who) {
        return switch (outcome) {
            case Outcome.Done<R> done -> done(done.reply());
            case Outcome.Refused<R> no -> refused(no.reason(), who.on(no.challenge()));
        };
    }

    /** The same, with the end of a refusal for this reason. */
    default Result<R> until(RefusalReason reason, Optional<Instant> end) {
        return this instanceof Refused<R> no && no.reason() == reason
                ? new Refused<>(reason, no.who(), end.orElse(null))
                : this;
    }

    /** Goes on with what was done, or ends with the refusal. */
    default <S> Uni<Result<S>> then(Function<R, Uni<Result<S>>> next) {
        return switch (this) {
            case Done<R> done -> next.apply(done.reply());
            case Refused<R> no -> Uni.createFrom().item(new Refused<>(no.reason(), no.who(), no.until()));
        };
    }
}
