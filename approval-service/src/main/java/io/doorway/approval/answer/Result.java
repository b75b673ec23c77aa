package io.doorway.approval.answer;

import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.Outcome;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of a use case.
 *
 * @param <R> the reply to the phone
 */
public sealed interface Result<R> {

    /** It succeeded, now or in an earlier attempt of the same actor. */
    record Done<R>(R reply) implements Result<R> {}

    /**
     * It was refused.
     *
     * @param reason for the audit; {@link io.doorway.login.refusal.RefusalProblems} maps it to the response, which may disclose less
     * @param actor who made the attempt, as far as it is known
     * @param allowedFrom when the attempt will be allowed, or null if it does not depend on time
     */
    record Refused<R>(
            RefusalReason reason, Actor actor, @Nullable Instant allowedFrom) implements Result<R> {}

    static <R> Result<R> done(R reply) {
        return new Done<>(reply);
    }

    static <R> Result<R> refused(RefusalReason reason, Actor actor) {
        return new Refused<>(reason, actor, null);
    }

    /** The result of a transition that {@code actor} attempted. */
    static <R> Result<R> of(Outcome<R> outcome, Actor actor) {
        return switch (outcome) {
            case Outcome.Done<R> done -> done(done.reply());
            case Outcome.Refused<R> refused -> refused(refused.reason(), actor.on(refused.challenge()));
        };
    }

    /** The same result; if it is a refusal for {@code reason}, with the time from which the attempt will be allowed. */
    default Result<R> allowedFrom(RefusalReason reason, Optional<Instant> time) {
        return this instanceof Refused<R> refused && refused.reason() == reason
                ? new Refused<>(reason, refused.actor(), time.orElse(null))
                : this;
    }

    /** The result of {@code next} for the reply, or the same refusal. */
    default <S> Uni<Result<S>> then(Function<R, Uni<Result<S>>> next) {
        return switch (this) {
            case Done<R> done -> next.apply(done.reply());
            case Refused<R> refused ->
                Uni.createFrom().item(new Refused<>(refused.reason(), refused.actor(), refused.allowedFrom()));
        };
    }
}
